import { toMeasured } from './baseline-paths';
import { BODIES_AT_ONCE, SINGLES_AT_ONCE, type BenchBodies } from './bench-bodies';
import type { BodySet } from './catalogue/make-bodies';
import type { loadTasks, PassInput } from './load/load-worker';
import type { WorkerProcess } from './processes/process-set';
import { cpuBetween, readUsage, resetPeaks } from './processes/usage';
import type { Measured, PathName } from './report';
import type { RunningSluice } from './sluice/running-sluice';

/** What the paths through Sluice work with. */
export interface SluiceContext {
  readonly bodies: BenchBodies;
  readonly sluice: RunningSluice;
  readonly load: WorkerProcess<typeof loadTasks>;
}

/** One pass over HTTP, from the first request until the status of everything says finished. */
interface Pass {
  readonly bodies: (all: BenchBodies) => BodySet;
  readonly door: 'bulk' | 'single';
  readonly expected: PassInput['expected'];
}

/** How a door is used: its route, and as many requests in flight as the rules say. */
const DOORS = {
  bulk: {
    path: '/rest/all/async/bulk/V1/products',
    concurrency: BODIES_AT_ONCE,
    load: 'loadBulks',
    run: 'runBulks',
  },
  single: {
    path: '/rest/all/async/V1/products',
    concurrency: SINGLES_AT_ONCE,
    load: 'loadSingles',
    run: 'runSingles',
  },
} as const;

const WARM_UP: readonly Pass[] = [
  { bodies: ({ warmUp }) => warmUp, door: 'bulk', expected: 'succeeded' },
  { bodies: ({ singlesWarmUp }) => singlesWarmUp, door: 'single', expected: 'succeeded' },
];

/** The paths through Sluice, in the order they are run: each one builds on what the one before left in the store. */
const PASSES: readonly (Pass & { readonly name: PathName })[] = [
  { name: 'create', bodies: ({ create }) => create, door: 'bulk', expected: 'succeeded' },
  { name: 'update', bodies: ({ update }) => update, door: 'bulk', expected: 'succeeded' },
  { name: 'unchanged', bodies: ({ update }) => update, door: 'bulk', expected: 'unchanged' },
  { name: 'singles', bodies: ({ singles }) => singles, door: 'single', expected: 'succeeded' },
];

/** Warms up, then measures every path through Sluice. */
export async function measureSluice(
  context: SluiceContext,
  onMeasured: (name: PathName, measured: Measured) => void,
): Promise<void> {
  for (const pass of WARM_UP) await measurePass(context, pass);
  for (const pass of PASSES) onMeasured(pass.name, await measurePass(context, pass));
}

async function measurePass({ bodies, sluice, load }: SluiceContext, pass: Pass): Promise<Measured> {
  const { files, items } = pass.bodies(bodies);
  const door = DOORS[pass.door];
  await load.call(door.load, files);
  resetPeaks(sluice.pids);
  const before = readUsage(sluice.pids);
  const { path, concurrency } = door;
  const result = await load.call(door.run, {
    url: sluice.url,
    path,
    concurrency,
    expected: pass.expected,
  });
  const after = readUsage(sluice.pids);
  return toMeasured({ ...result, items, cpuUs: cpuBetween(before, after), rssMb: after.rssMb });
}
