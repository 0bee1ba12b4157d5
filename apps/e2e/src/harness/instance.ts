import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startChild, type Child, type ChildExit } from './child';
import { appScript } from './project';

/** Which of the two ways to run Sluice. */
export type TopologyName = 'embedded' | 'distributed';

/** One process of an instance. */
export interface AppSpec {
  /** What it is called here; two consumers are one app with two names. */
  readonly name: string;
  /** Its folder below apps/. */
  readonly app: string;
  readonly env: Readonly<Record<string, string>>;
  /** True for the one that serves the public address. */
  readonly isPublic: boolean;
}

/** Sluice as a set of running processes. */
export interface Instance {
  readonly topology: TopologyName;
  /** The public address as it is now: a process that is started again listens on another port. */
  readonly url: string;
  /** A folder of this instance's own: the embedded stores, the keys. */
  readonly dataDir: string;
  /** The names that `kill` and `start` take. */
  readonly apps: readonly string[];
  /** Ends one app (SIGKILL unless told) and resolves when it is gone. */
  kill(app: string, signal?: NodeJS.Signals): Promise<ChildExit>;
  /** Starts an app that is not running, and resolves when it is at work. */
  start(app: string): Promise<void>;
  /** What an app wrote since it was last started. */
  outputOf(app: string): string;
  processOf(app: string): Child;
  /** The settings an app was started with. */
  envOf(app: string): Readonly<Record<string, string>>;
  /** Kills everything and removes the folder; with `SLUICE_E2E_KEEP` set the folder stays, with every app's output. */
  stop(): Promise<void>;
}

/** What an instance is made of. */
export interface InstanceSpec {
  readonly topology: TopologyName;
  readonly dataDir: string;
  /** False where the folder is somebody else's to remove. */
  readonly removeDataDir: boolean;
  readonly apps: readonly AppSpec[];
}

/** A new folder for one instance. */
export const makeDataDir = (): Promise<string> => mkdtemp(join(tmpdir(), 'sluice-e2e-'));

const WELCOME = /^Sluice is listening on (http:\S+),/;
const LISTENING = /"msg":"(?:probes )?listening"/;

/** The address that a line tells of; undefined for every other line. */
export function addressIn(line: string): string | undefined {
  const welcomed = WELCOME.exec(line)?.[1];
  if (welcomed !== undefined || !LISTENING.test(line)) return welcomed;
  const { host, port } = JSON.parse(line) as { host: string; port: number };
  return `http://${host}:${String(port)}`;
}

interface Running {
  readonly child: Child;
  readonly address: string;
}

async function startApp({ name, app, env }: AppSpec): Promise<Running> {
  const child = startChild({ name, script: appScript(app), env });
  try {
    return { child, address: await child.untilLine(addressIn) };
  } catch (error) {
    await child.end('SIGKILL');
    throw error;
  }
}

async function keepOutputs(dataDir: string, running: ReadonlyMap<string, Running>): Promise<void> {
  for (const [name, { child }] of running) await writeFile(join(dataDir, `${name}.log`), child.output());
}

/** Starts every app of an instance at once and resolves when all are at work; leaves nothing behind on failure. */
export async function startInstance(spec: InstanceSpec): Promise<Instance> {
  const running = new Map<string, Running>();
  const specs = new Map(spec.apps.map((app) => [app.name, app]));
  const publicApp = spec.apps.find((app) => app.isPublic)?.name ?? '';
  const get = (name: string): Running => {
    const found = running.get(name);
    if (found === undefined) throw new Error(`${name} was never started`);
    return found;
  };
  const start = async (name: string): Promise<void> => {
    const app = specs.get(name);
    if (app === undefined) throw new Error(`there is no app ${name}`);
    running.set(name, await startApp(app));
  };
  const stop = async (): Promise<void> => {
    await Promise.all([...running.values()].map(({ child }) => child.end('SIGKILL')));
    if (process.env['SLUICE_E2E_KEEP'] !== undefined) await keepOutputs(spec.dataDir, running);
    else if (spec.removeDataDir) await rm(spec.dataDir, { recursive: true, force: true, maxRetries: 5 });
  };
  const started = await Promise.allSettled([...specs.keys()].map(start));
  const failed = started.find((result) => result.status === 'rejected');
  if (failed !== undefined) {
    await stop();
    throw failed.reason;
  }
  return {
    topology: spec.topology,
    get url() {
      return get(publicApp).address;
    },
    dataDir: spec.dataDir,
    apps: [...specs.keys()],
    kill: (name, signal = 'SIGKILL') => get(name).child.end(signal),
    start,
    outputOf: (name) => get(name).child.output(),
    processOf: (name) => get(name).child,
    envOf: (name) => specs.get(name)?.env ?? {},
    stop,
  };
}
