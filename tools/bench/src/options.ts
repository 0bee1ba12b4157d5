import { parseArgs } from 'node:util';

/** The two ways to run Sluice. */
export const TOPOLOGIES = ['embedded', 'distributed'] as const;
export type Topology = (typeof TOPOLOGIES)[number];

/** What can be measured beside the products, each against their rate. */
export const ENTITIES = ['products', 'prices', 'inventory', 'customers'] as const;
export type EntityName = (typeof ENTITIES)[number];

/** What `npm run bench --` takes. */
export interface BenchOptions {
  readonly topology: Topology;
  /** Items of every pass. */
  readonly items: number;
  /** Each once, in the order of `ENTITIES`; the products alone are the run against the raw limit. */
  readonly entities: readonly EntityName[];
  /** Where the JSON goes; nowhere when undefined. */
  readonly out: string | undefined;
}

export const USAGE = [
  'usage: npm run bench -- [--topology embedded|distributed] [--items N] [--entity E,...] [--out FILE]',
  `  E is ${ENTITIES.join(', ')}  (embedded, 50000, products)`,
].join('\n');

const DEFAULT_ITEMS = '50000';

/**
 * The options of a command line, without the program's name.
 *
 * @throws Error in one line when an option is unknown or has no such value.
 */
export function parseOptions(argv: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      topology: { type: 'string', default: 'embedded' },
      items: { type: 'string', default: DEFAULT_ITEMS },
      entity: { type: 'string', default: 'products' },
      out: { type: 'string' },
    },
  });
  const topology = TOPOLOGIES.find((name) => name === values.topology);
  if (topology === undefined) throw new Error(`--topology is ${TOPOLOGIES.join(' or ')}`);
  const items = /^\d{1,7}$/.test(values.items) ? Number(values.items) : 0;
  if (items < 1) throw new Error('--items is a number from 1 to 9999999');
  return { topology, items, entities: parseEntities(values.entity), out: values.out };
}

function parseEntities(text: string): EntityName[] {
  const asked = new Set(text.split(','));
  const entities = ENTITIES.filter((name) => asked.delete(name));
  if (asked.size > 0 || entities.length === 0) {
    throw new Error(`--entity is ${ENTITIES.join(', ')}, or several of them separated by commas`);
  }
  return entities;
}

/** Whether only the products are asked for: that run compares them with what is not Sluice. */
export const isProductsOnly = ({ entities }: Pick<BenchOptions, 'entities'>): boolean =>
  entities.every((name) => name === 'products');
