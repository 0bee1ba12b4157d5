import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { BODIES_AT_ONCE, ITEMS_A_BODY, type BenchBodies } from './bench-bodies';
import type { naiveTasks } from './naive/naive-worker';
import type { ProcessSet } from './processes/process-set';
import { readUsage } from './processes/usage';
import type { rawTasks } from './raw/raw-worker';
import { round, type Measured, type PathName } from './report';
import type { BenchServers } from './servers';

/** What the paths without Sluice work with; they run before Sluice is started. */
export interface BaselineContext {
  readonly folder: string;
  readonly bodies: BenchBodies;
  readonly processes: ProcessSet;
  /** Undefined on the embedded topology. */
  readonly servers: BenchServers | undefined;
}

/** One path to compare Sluice with; null where it does not exist on this topology. */
export interface BaselinePath {
  readonly name: PathName;
  readonly measure: (context: BaselineContext) => Promise<Measured | null>;
}

/** It takes a minute for a hundred thousand, and is no slower or faster for it. */
const NAIVE_ITEMS = 20_000;
const NAIVE_WARM_UP_BODIES = 1;

/** How many of so many items the naive service is measured with. */
export const naiveItems = (items: number): number => Math.min(items, NAIVE_ITEMS);

/** The paths without Sluice, in the order they are run. */
export const BASELINE_PATHS: readonly BaselinePath[] = [
  { name: 'raw', measure: measureRaw },
  { name: 'naive', measure: measureNaive },
];

async function measureRaw({ folder, bodies, processes, servers }: BaselineContext): Promise<Measured> {
  const sqliteFolder = join(folder, 'raw');
  mkdirSync(sqliteFolder);
  const worker = processes.startWorker<typeof rawTasks>(join(__dirname, 'raw', 'raw-worker.js'));
  const { elapsedMs, cpuUs } = await worker.call('run', {
    target: servers === undefined ? { sqliteFolder } : { mongodbUri: servers.database('raw') },
    warmUp: bodies.warmUp.files,
    files: bodies.create.files,
  });
  const { rssMb } = readUsage([worker.pid]);
  await worker.stop();
  return toMeasured({ items: bodies.create.items, elapsedMs, cpuUs, rssMb });
}

async function measureNaive({ bodies, processes, servers }: BaselineContext): Promise<Measured | null> {
  if (servers === undefined) return null;
  const worker = processes.startWorker<typeof naiveTasks>(join(__dirname, 'naive', 'naive-worker.js'));
  const files = bodies.create.files.slice(0, NAIVE_ITEMS / ITEMS_A_BODY);
  const { elapsedMs, cpuUs, acceptP50Ms, acceptP99Ms } = await worker.call('run', {
    kafkaBrokers: servers.kafkaBrokers,
    mongodbUri: servers.database('naive'),
    warmUp: bodies.warmUp.files.slice(0, NAIVE_WARM_UP_BODIES),
    files,
    concurrency: BODIES_AT_ONCE,
  });
  const { rssMb } = readUsage([worker.pid]);
  await worker.stop();
  const items = naiveItems(bodies.create.items);
  return toMeasured({ items, elapsedMs, cpuUs, rssMb, acceptP50Ms, acceptP99Ms });
}

/** What was measured of a path, before it is put per item. */
export interface RawFigures {
  readonly items: number;
  readonly elapsedMs: number;
  readonly cpuUs: number | null;
  readonly rssMb: number | null;
  readonly acceptP50Ms?: number;
  readonly acceptP99Ms?: number;
}

/** The figures as they are reported. */
export const toMeasured = (figures: RawFigures): Measured => ({
  items_per_s: round((figures.items * 1_000) / figures.elapsedMs, 0),
  cpu_us_per_item: figures.cpuUs === null ? null : round(figures.cpuUs / figures.items, 1),
  rss_mb: figures.rssMb === null ? null : round(figures.rssMb, 1),
  accept_p50_ms: figures.acceptP50Ms === undefined ? null : round(figures.acceptP50Ms, 2),
  accept_p99_ms: figures.acceptP99Ms === undefined ? null : round(figures.acceptP99Ms, 2),
});
