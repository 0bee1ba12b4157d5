import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { loadCatalogue } from './catalogue/catalogue-rows';
import { writeBodies, type BodySet, type ItemRange } from './catalogue/make-bodies';

/** Items of a body (rules of the benchmark, mechanics 8). */
export const ITEMS_A_BODY = 1_000;
/** Bodies, and requests of one item, in flight at one moment. */
export const BODIES_AT_ONCE = 4;
export const SINGLES_AT_ONCE = 64;
/** Enough, however few items are measured, for every path to be compiled and every file to have grown. */
const WARM_UP_ITEMS = 10_000;
const SINGLES = 5_000;
const SINGLES_WARM_UP = 500;

/** Everything that is sent in a run, made before anything is timed. */
export interface BenchBodies {
  readonly source: string;
  /** Other skus than all the rest. */
  readonly warmUp: BodySet;
  readonly create: BodySet;
  /** The same skus, every item changed; sent again they are the unchanged re-import. */
  readonly update: BodySet;
  readonly singlesWarmUp: BodySet;
  readonly singles: BodySet;
}

/** Makes all bodies of a run of so many items, in files below `folder`. */
export function makeBenchBodies(folder: string, items: number): BenchBodies {
  const { rows, source } = loadCatalogue();
  const bodiesFolder = join(folder, 'bodies');
  mkdirSync(bodiesFolder);
  const write = (file: string, range: ItemRange, size = ITEMS_A_BODY): BodySet =>
    writeBodies(rows, range, { folder: bodiesFolder, file, size });
  return {
    source,
    warmUp: write('warm-up', { name: 'w', count: WARM_UP_ITEMS, edition: 0 }),
    create: write('create', { name: 'x', count: items, edition: 0 }),
    update: write('update', { name: 'x', count: items, edition: 1 }),
    singlesWarmUp: write('singles-warm-up', { name: 'v', count: SINGLES_WARM_UP, edition: 0 }, 1),
    singles: write('singles', { name: 's', count: Math.min(items, SINGLES), edition: 0 }, 1),
  };
}
