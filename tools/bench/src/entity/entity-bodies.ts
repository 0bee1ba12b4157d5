import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ITEMS_A_BODY } from '../bench-bodies';
import { loadCatalogue } from '../catalogue/catalogue-rows';
import { itemsOf, writeItems, type BodySet, type ItemRange } from '../catalogue/make-bodies';
import type { CsvRow } from '../catalogue/parse-csv';
import type { EntityName } from '../options';
import { customerItems } from './customer-items';
import { priceItems, sourceItems } from './entity-items';

/** Customers of a bulk with passwords, and of the one that it is compared with. */
export const CUSTOMERS_A_BULK = 500;
/** Pairs of such bulks that are timed. */
export const PASSWORD_PAIRS = 7;
/** The pair that is not timed is small: hashing costs the same a password, warm or not. */
const WARM_UP_CUSTOMERS = 50;
const WARM_UP_ITEMS = 10_000;
const SINGLES = 20_000;
const SINGLES_WARM_UP = 2_000;

/** Bulks of customers to compare: as many with passwords as without. */
export interface PairBodies {
  readonly withPasswords: readonly string[];
  readonly without: readonly string[];
}

/** What one entity is measured with. */
export interface EntityBodySets {
  readonly warmUp: BodySet;
  readonly timed: BodySet;
}

/** Everything that is sent in a run over several entities, made before anything is timed. */
export interface EntityBodies {
  readonly source: string;
  readonly entities: ReadonlyMap<EntityName, EntityBodySets>;
  /** Requests of one product, none of them among the others. */
  readonly singlesWarmUp: BodySet;
  readonly singles: BodySet;
  /** With the customers only; the first pair is the small one of the warm-up. */
  readonly pairs: { readonly warmUp: PairBodies; readonly timed: PairBodies } | undefined;
}

type MakeItems = (rows: readonly CsvRow[], range: ItemRange) => Iterable<unknown>;

/** Prices and source items lie on the products of the same range: those are sent before. */
const ITEMS: Readonly<Record<EntityName, MakeItems>> = {
  products: itemsOf,
  prices: priceItems,
  inventory: sourceItems,
  customers: (_, { name, count }) => customerItems({ name, count, password: false }),
};

/** Makes all bodies of a run of so many items of each of these entities, in files below `folder`. */
export function makeEntityBodies(
  folder: string,
  items: number,
  entities: readonly EntityName[],
): EntityBodies {
  const { rows, source } = loadCatalogue();
  const bodies = join(folder, 'bodies');
  mkdirSync(bodies);
  const write = (
    entity: EntityName,
    [name, count]: readonly [string, number],
    size = ITEMS_A_BODY,
  ): BodySet =>
    writeItems(ITEMS[entity](rows, { name, count, edition: 0 }), {
      folder: bodies,
      file: `${entity}-${name}`,
      size,
    });
  return {
    source,
    entities: new Map(
      entities.map((name) => [
        name,
        { warmUp: write(name, ['w', WARM_UP_ITEMS]), timed: write(name, ['x', items]) },
      ]),
    ),
    singlesWarmUp: write('products', ['v', SINGLES_WARM_UP], 1),
    singles: write('products', ['s', Math.min(items, SINGLES)], 1),
    pairs: entities.includes('customers') ? writePairs(bodies) : undefined,
  };
}

const writePairs = (folder: string): NonNullable<EntityBodies['pairs']> => ({
  warmUp: writePair(folder, { name: 'warm', size: WARM_UP_CUSTOMERS, count: WARM_UP_CUSTOMERS }),
  timed: writePair(folder, {
    name: 'pair',
    size: CUSTOMERS_A_BULK,
    count: CUSTOMERS_A_BULK * PASSWORD_PAIRS,
  }),
});

interface PairSet {
  readonly name: string;
  /** Customers a bulk. */
  readonly size: number;
  /** Of each kind. */
  readonly count: number;
}

function writePair(folder: string, { name, size, count }: PairSet): PairBodies {
  // Names of the same length: the two bulks differ by their passwords alone.
  const write = (kind: string, password: boolean): readonly string[] =>
    writeItems(customerItems({ name: kind, count, password }), { folder, file: kind, size }).files;
  return { withPasswords: write(`${name}-s`, true), without: write(`${name}-p`, false) };
}
