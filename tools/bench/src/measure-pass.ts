import { toMeasured } from './baseline-paths';
import { BODIES_AT_ONCE } from './bench-bodies';
import type { BodySet } from './catalogue/make-bodies';
import type { loadTasks, PassInput, PassResult } from './load/load-worker';
import type { WorkerProcess } from './processes/process-set';
import { cpuBetween, readUsage, resetPeaks } from './processes/usage';
import { round, type Measured } from './report';
import type { RunningSluice } from './sluice/running-sluice';

/** A running Sluice and who sends to it. */
export interface PassContext {
  readonly sluice: RunningSluice;
  readonly load: WorkerProcess<typeof loadTasks>;
}

/** How a route is used: its path, the requests in flight, and the load process' tasks. */
export interface Door {
  readonly path: string;
  readonly concurrency: number;
  readonly load: 'loadBulks' | 'loadSingles';
  readonly run: 'runBulks' | 'runSingles' | 'runLightSingles';
}

/** The door of a bulk route, with as many requests in flight as the rules say. */
export const bulkDoor = (path: string): Door => ({
  path,
  concurrency: BODIES_AT_ONCE,
  load: 'loadBulks',
  run: 'runBulks',
});

/** One pass over HTTP, from the first request until the status of everything says finished. */
export interface Pass {
  readonly bodies: BodySet;
  readonly door: Door;
  readonly expected: PassInput['expected'];
}

/** The figures of a pass; those of the whole way, and the rate at which its items were accepted. */
export interface PassFigures {
  readonly measured: Measured;
  readonly acceptedPerS: number;
}

/** Loads the bodies into the load process, then measures the pass. */
export async function measurePass({ sluice, load }: PassContext, pass: Pass): Promise<PassFigures> {
  const { door, expected, bodies } = pass;
  const { path, concurrency } = door;
  await load.call(door.load, bodies.files);
  resetPeaks(sluice.pids);
  const before = readUsage(sluice.pids);
  const result = await load.call(door.run, { url: sluice.url, path, concurrency, expected });
  const after = readUsage(sluice.pids);
  const usage = { cpuUs: cpuBetween(before, after), rssMb: after.rssMb };
  return toFigures({ ...result, ...usage, items: bodies.items });
}

type Seen = PassResult & Parameters<typeof toMeasured>[0];

const toFigures = (seen: Seen): PassFigures => ({
  measured: toMeasured(seen),
  acceptedPerS: round((seen.items * 1_000) / seen.acceptedMs, 0),
});
