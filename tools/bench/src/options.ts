import { parseArgs } from 'node:util';

/** The two ways to run Sluice. */
export const TOPOLOGIES = ['embedded', 'distributed'] as const;
export type Topology = (typeof TOPOLOGIES)[number];

/** What `npm run bench --` takes. */
export interface BenchOptions {
  readonly topology: Topology;
  /** Items of every pass. */
  readonly items: number;
  /** Where the JSON goes; nowhere when undefined. */
  readonly out: string | undefined;
}

export const USAGE =
  'usage: npm run bench -- [--topology embedded|distributed] [--items N] [--out FILE]  (embedded, 50000)';

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
      out: { type: 'string' },
    },
  });
  const topology = TOPOLOGIES.find((name) => name === values.topology);
  if (topology === undefined) throw new Error(`--topology is ${TOPOLOGIES.join(' or ')}`);
  const items = /^\d{1,7}$/.test(values.items) ? Number(values.items) : 0;
  if (items < 1) throw new Error('--items is a number from 1 to 9999999');
  return { topology, items, out: values.out };
}
