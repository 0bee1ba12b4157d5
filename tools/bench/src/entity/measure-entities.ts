import { SINGLES_AT_ONCE } from '../bench-bodies';
import { bulkDoor, measurePass, type Door, type PassContext, type PassFigures } from '../measure-pass';
import type { EntityName } from '../options';
import { PRODUCTS_BULK } from '../sluice-paths';
import type { EntityBodies, PairBodies } from './entity-bodies';
import type { PairFigures } from './entity-report';
import { summarizePairs } from './summarize-pairs';

const CUSTOMERS = '/rest/all/async/bulk/V1/customers';

const DOORS: Readonly<Record<EntityName, Door>> = {
  products: PRODUCTS_BULK,
  prices: bulkDoor('/rest/all/async/bulk/V1/products/base-prices'),
  inventory: bulkDoor('/rest/all/async/bulk/V1/inventory/source-items'),
  customers: bulkDoor(CUSTOMERS),
};

const SINGLES: Door = {
  path: '/rest/async/V1/products',
  concurrency: SINGLES_AT_ONCE,
  load: 'loadSingles',
  run: 'runLightSingles',
};

/** What the passes over several entities work with. */
export interface EntityContext extends PassContext {
  readonly bodies: EntityBodies;
}

/** Every entity in bulks, the products first: the prices and source items lie on them. */
export async function measureBulks(
  context: EntityContext,
  onMeasured: (name: EntityName, figures: PassFigures) => void,
): Promise<Map<EntityName, PassFigures>> {
  const sets = [...context.bodies.entities];
  for (const [name, { warmUp }] of sets) {
    await measurePass(context, { bodies: warmUp, door: DOORS[name], expected: 'succeeded' });
  }
  const measured = new Map<EntityName, PassFigures>();
  for (const [name, { timed }] of sets) {
    const figures = await measurePass(context, { bodies: timed, door: DOORS[name], expected: 'succeeded' });
    measured.set(name, figures);
    onMeasured(name, figures);
  }
  return measured;
}

/** Requests of one product each. */
export async function measureSingles(context: EntityContext): Promise<PassFigures> {
  const { singlesWarmUp, singles } = context.bodies;
  await measurePass(context, { bodies: singlesWarmUp, door: SINGLES, expected: 'succeeded' });
  return measurePass(context, { bodies: singles, door: SINGLES, expected: 'succeeded' });
}

/** Bulks of customers with passwords against bulks without; null where no customers are measured. */
export async function measurePasswords({ sluice, load, bodies }: EntityContext): Promise<PairFigures | null> {
  const { pairs } = bodies;
  if (pairs === undefined) return null;
  const run = (files: PairBodies) =>
    load.call('runPasswordPairs', { url: sluice.url, path: CUSTOMERS, ...files });
  await run(pairs.warmUp);
  return summarizePairs(await run(pairs.timed));
}
