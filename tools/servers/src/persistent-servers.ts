import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder } from './cache-folder';
import { withLock } from './cross-process-lock';
import type { Daemon, OnSpawn } from './daemon';
import { isPortFree } from './free-ports';
import { ensureInstalled, type Installation, type Progress } from './installation';
import { type PersistentState, readState, removeState, writeState } from './persistent-state';
import type { ServerSet } from './server-set';
import { controlDaemons, type Daemons, type SetPorts, setOf, startBoth } from './start-servers';

const END_GRACE_MS = 15_000;
const PORTS: SetPorts = { kafka: 19_092, controller: 19_093, mongodb: 27_117 };

/** To end a server takes no program; a user who emptied the cache can still stop what runs. */
const NOT_NEEDED: Installation = { java: '', kafkaClassPath: '', mongod: '' };

/** What may be told about the user's set. */
export interface PersistentOptions {
  /** Empties the data of both servers first. */
  readonly fresh?: boolean;
  readonly progress?: Progress;
  /** `SERVERS_KAFKA_PORT` (its controller takes the next one) and `SERVERS_MONGODB_PORT` change the ports. */
  readonly environment?: NodeJS.ProcessEnv;
}

/**
 * The user's own set (`npm run servers`): fixed ports, data that last, alive until `stopPersistentServers`.
 * Servers of the set that run already are found again by their process and its command line, and asked;
 * one that does not answer is started anew on its data. The set's stop() therefore does nothing.
 *
 * @throws Error when a port belongs to another program, or with the log's end when one does not come up.
 */
export async function ensurePersistentServers(options: PersistentOptions = {}): Promise<ServerSet> {
  const progress = options.progress ?? (() => undefined);
  const ports = persistentPorts(options.environment ?? process.env);
  const installation = await ensureInstalled(progress);
  return withLock(lockName(), async () => {
    const place = await openPlace();
    if (options.fresh === true || differs(place.state?.ports, ports)) await endAll(place);
    if (options.fresh === true) await emptyData(place.dir);
    const daemons = await control({ installation, ports, place, progress });
    return { ...setOf(ports, daemons), stop: () => Promise.resolve() };
  });
}

/** Ends the user's set, data stay. Resolves to false when nothing of it was running. */
export async function stopPersistentServers(): Promise<boolean> {
  return withLock(lockName(), async () => {
    const place = await openPlace();
    return endAll(place);
  });
}

/** The ports of the user's set. @throws Error when a variable is no port. */
export function persistentPorts(environment: NodeJS.ProcessEnv): SetPorts {
  const kafka = portOf(environment, 'SERVERS_KAFKA_PORT', PORTS.kafka);
  return {
    kafka,
    controller: kafka + 1,
    mongodb: portOf(environment, 'SERVERS_MONGODB_PORT', PORTS.mongodb),
  };
}

function portOf(environment: NodeJS.ProcessEnv, name: string, otherwise: number): number {
  const text = environment[name] ?? '';
  const port = text === '' ? otherwise : Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_535) return port;
  throw new Error(`${name} is ${text}: a port from 1 to 65534 is needed`);
}

interface Place {
  readonly dir: string;
  readonly stateFile: string;
  readonly state: PersistentState | undefined;
}

const lockName = (): string => `persistent ${cacheFolder()}`;

async function openPlace(): Promise<Place> {
  const dir = join(cacheFolder(), 'persistent');
  await mkdir(dir, { recursive: true });
  const stateFile = join(dir, 'state.json');
  return { dir, stateFile, state: readState(stateFile) };
}

const differs = (running: SetPorts | undefined, wanted: SetPorts): boolean =>
  running !== undefined && (running.kafka !== wanted.kafka || running.mongodb !== wanted.mongodb);

async function emptyData(dir: string): Promise<void> {
  await Promise.all(
    ['kafka', 'mongodb'].map((name) => rm(join(dir, name), { recursive: true, force: true })),
  );
}

interface Wanted {
  readonly installation: Installation;
  readonly ports: SetPorts;
  readonly place: Place;
  readonly progress: Progress;
}

async function control({ installation, ports, place, progress }: Wanted): Promise<Daemons> {
  const pids = { kafka: place.state?.pids.kafka ?? 0, mongodb: place.state?.pids.mongodb ?? 0 };
  // Written before the server answers: if this command is interrupted, the next one still finds it.
  const onSpawn: OnSpawn = (name, pid) => {
    pids[name] = pid;
    writeState(place.stateFile, { ports, pids });
  };
  const daemons = controlDaemons({ installation, dir: place.dir, ports, onSpawn, pids });
  await Promise.all([daemons.kafka.endUnlessAnswering(), daemons.mongodb.endUnlessAnswering()]);
  await requireFreePorts(daemons, ports);
  if (!daemons.kafka.running() || !daemons.mongodb.running()) progress('starting Kafka and MongoDB');
  await startBoth(daemons);
  return daemons;
}

async function requireFreePorts({ kafka, mongodb }: Daemons, ports: SetPorts): Promise<void> {
  const wanted: [Daemon, number, string][] = [
    [kafka, ports.kafka, 'SERVERS_KAFKA_PORT'],
    [kafka, ports.controller, 'SERVERS_KAFKA_PORT'],
    [mongodb, ports.mongodb, 'SERVERS_MONGODB_PORT'],
  ];
  for (const [daemon, port, name] of wanted) {
    if (daemon.running() || (await isPortFree(port))) continue;
    throw new Error(`port ${String(port)} belongs to another program: set ${name} to another one`);
  }
}

async function endAll({ dir, state, stateFile }: Place): Promise<boolean> {
  if (!state) return false;
  const { ports, pids } = state;
  const { kafka, mongodb } = controlDaemons({
    installation: NOT_NEEDED,
    dir,
    ports,
    pids,
    onSpawn: () => undefined,
  });
  const wasRunning = kafka.running() || mongodb.running();
  await Promise.all([kafka.end(END_GRACE_MS), mongodb.end(END_GRACE_MS)]);
  removeState(stateFile);
  return wasRunning;
}
