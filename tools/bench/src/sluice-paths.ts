import { SINGLES_AT_ONCE, type BenchBodies } from './bench-bodies';
import type { BodySet } from './catalogue/make-bodies';
import { bulkDoor, measurePass, type Door, type Pass, type PassContext } from './measure-pass';
import type { Measured, PathName } from './report';

/** What the paths through Sluice work with. */
export interface SluiceContext extends PassContext {
  readonly bodies: BenchBodies;
}

interface BodiesPass extends Omit<Pass, 'bodies'> {
  readonly bodies: (all: BenchBodies) => BodySet;
}

/** Bulks of products in the scope of all stores. */
export const PRODUCTS_BULK = bulkDoor('/rest/all/async/bulk/V1/products');

const PRODUCTS_SINGLE: Door = {
  path: '/rest/all/async/V1/products',
  concurrency: SINGLES_AT_ONCE,
  load: 'loadSingles',
  run: 'runSingles',
};

const WARM_UP: readonly BodiesPass[] = [
  { bodies: ({ warmUp }) => warmUp, door: PRODUCTS_BULK, expected: 'succeeded' },
  { bodies: ({ singlesWarmUp }) => singlesWarmUp, door: PRODUCTS_SINGLE, expected: 'succeeded' },
];

/** The paths through Sluice, in the order they are run: each one builds on what the one before left in the store. */
const PASSES: readonly (BodiesPass & { readonly name: PathName })[] = [
  { name: 'create', bodies: ({ create }) => create, door: PRODUCTS_BULK, expected: 'succeeded' },
  { name: 'update', bodies: ({ update }) => update, door: PRODUCTS_BULK, expected: 'succeeded' },
  { name: 'unchanged', bodies: ({ update }) => update, door: PRODUCTS_BULK, expected: 'unchanged' },
  { name: 'singles', bodies: ({ singles }) => singles, door: PRODUCTS_SINGLE, expected: 'succeeded' },
];

/** Warms up, then measures every path through Sluice. */
export async function measureSluice(
  context: SluiceContext,
  onMeasured: (name: PathName, measured: Measured) => void,
): Promise<void> {
  const run = (pass: BodiesPass) => measurePass(context, { ...pass, bodies: pass.bodies(context.bodies) });
  for (const pass of WARM_UP) await run(pass);
  for (const pass of PASSES) onMeasured(pass.name, (await run(pass)).measured);
}
