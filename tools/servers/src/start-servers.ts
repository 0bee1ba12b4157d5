import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { controlDaemon, type Daemon, type OnSpawn } from './daemon';
import { freePorts } from './free-ports';
import { type Guard, startGuard } from './guard';
import { ensureInstalled, type Installation, type Progress } from './installation';
import { kafkaSpec } from './kafka-server';
import { mongodbSpec } from './mongodb-server';
import { localKafkaBrokers, localMongodbUri, type ServerSet } from './server-set';

/** What a set of one's own may be told. */
export interface StartOptions {
  /** Where data and logs lie; a temp folder, removed by stop(), when not given. */
  readonly dir?: string;
  /** Ports of 127.0.0.1; free ones when not given. */
  readonly kafkaPort?: number;
  readonly mongoPort?: number;
  readonly progress?: Progress;
}

/** The ports of one set. */
export interface SetPorts {
  readonly kafka: number;
  readonly controller: number;
  readonly mongodb: number;
}

/** Both servers of one set. */
export interface Daemons {
  readonly kafka: Daemon;
  readonly mongodb: Daemon;
}

/** What it takes to control the two servers of a set. */
export interface DaemonsOptions {
  readonly installation: Installation;
  readonly dir: string;
  readonly ports: SetPorts;
  readonly onSpawn: OnSpawn;
  /** Process ids of servers that may run already. */
  readonly pids?: { readonly kafka?: number | undefined; readonly mongodb?: number | undefined };
}

/** Control over the servers of one folder, started or not. */
export function controlDaemons({ installation, dir, ports, onSpawn, pids }: DaemonsOptions): Daemons {
  const kafkaPlace = { dir: join(dir, 'kafka'), port: ports.kafka, controllerPort: ports.controller };
  const mongodbPlace = { dir: join(dir, 'mongodb'), port: ports.mongodb };
  return {
    kafka: controlDaemon(kafkaSpec(installation, kafkaPlace), { onSpawn, pid: pids?.kafka }),
    mongodb: controlDaemon(mongodbSpec(installation, mongodbPlace), { onSpawn, pid: pids?.mongodb }),
  };
}

/** Starts both; when one fails the other is not left half way, so that a stop that follows finds all. */
export async function startBoth({ kafka, mongodb }: Daemons): Promise<void> {
  const results = await Promise.allSettled([kafka.start(), mongodb.start()]);
  for (const result of results) {
    if (result.status === 'rejected') throw result.reason;
  }
}

/**
 * Starts one Kafka node and one mongod of the caller's own and resolves when both answer.
 *
 * They do not outlive the calling process, not even when that is killed: then a guard ends them and
 * removes the temp folder. Data are thrown away, so stop() kills.
 *
 * @throws Error with the end of the server's log when one does not come up; nothing is left then.
 */
export async function startServers(options: StartOptions = {}): Promise<ServerSet> {
  const installation = await ensureInstalled(options.progress);
  const ports = await choosePorts(options);
  const made = options.dir === undefined ? await mkdtemp(join(tmpdir(), 'sluice-servers-')) : undefined;
  const dir = resolve(made ?? options.dir ?? '');
  const guard = startGuard({ graceMs: 0, removeDir: made });
  const onSpawn: OnSpawn = (_, pid, marker) => {
    guard.watch(pid, marker);
  };
  const daemons = controlDaemons({ installation, dir, ports, onSpawn });
  const stop = stopOnce({ daemons, guard, removeDir: made });
  try {
    await Promise.all([
      mkdir(join(dir, 'kafka'), { recursive: true }),
      mkdir(join(dir, 'mongodb'), { recursive: true }),
    ]);
    await startBoth(daemons);
  } catch (error) {
    await stop();
    throw error;
  }
  return { ...setOf(ports, daemons), stop };
}

/** A set of `tools/servers` without its stop(), which depends on who owns it. */
export const setOf = (ports: SetPorts, daemons: Daemons): Omit<ServerSet, 'stop'> => ({
  kafkaBrokers: localKafkaBrokers(ports.kafka),
  mongodbUri: localMongodbUri(ports.mongodb),
  origin: 'tools/servers',
  ...daemons,
});

async function choosePorts({ kafkaPort, mongoPort }: StartOptions): Promise<SetPorts> {
  const [kafka = 0, controller = 0, mongodb = 0] = await freePorts(3);
  return { kafka: kafkaPort ?? kafka, controller, mongodb: mongoPort ?? mongodb };
}

interface Stoppable {
  readonly daemons: Daemons;
  readonly guard: Guard;
  readonly removeDir: string | undefined;
}

function stopOnce({ daemons, guard, removeDir }: Stoppable): () => Promise<void> {
  const stop = async (): Promise<void> => {
    await Promise.all([daemons.kafka.kill(), daemons.mongodb.kill()]);
    if (removeDir !== undefined) await rm(removeDir, { recursive: true, force: true, maxRetries: 5 });
    guard.release();
  };
  let stopped: Promise<void> | undefined;
  return () => (stopped ??= stop());
}
