import type { EntityName, Topology } from '../options';
import { alignTable, cell, cellsOf, HEADINGS, ratio, round, type Measured } from '../report';

/** The figures of bulks of customers with passwords against those without. */
export interface PairFigures {
  /** Customers a bulk. */
  readonly customers: number;
  readonly pairs: number;
  /** Medians of the time until the 202. */
  readonly accept_with_ms: number;
  readonly accept_without_ms: number;
  /** Median over the pairs. */
  readonly accept_ratio: number;
  /** Customers with passwords a second, from the first byte until the status says finished. */
  readonly applied_per_s: number;
}

/** What a run over several entities measured; null where it was not asked for. */
export interface EntityFigures {
  readonly entities: ReadonlyMap<EntityName, Measured>;
  readonly singles: Measured;
  /** Items a second until the last 202, of the products. */
  readonly accepted: { readonly bulks: number; readonly singles: number };
  readonly passwords: PairFigures | null;
  readonly routeMatchUs: number;
}

/** A figure and what it should be. */
export interface Goal {
  readonly name: string;
  readonly value: number;
  /** As it is read: `at least 0.7`. */
  readonly goal: string;
  readonly met: boolean;
}

/** What goes to `--out` when more than the products is measured. */
export interface EntityReport {
  readonly topology: Topology;
  readonly items: number;
  readonly entities: Readonly<Partial<Record<EntityName, Measured>>>;
  readonly singles: Measured;
  readonly accepted_per_s: { readonly bulks: number; readonly singles: number };
  readonly passwords: PairFigures | null;
  readonly route_match_us: number;
  readonly goals: readonly Goal[];
}

const ENTITY_SHARE = 0.7;
const SINGLES_SHARE = 0.25;
const PASSWORDS_FACTOR = 1.3;
const ROUTE_MATCH_US = 5;

const atLeast = (name: string, value: number, least: number): Goal => ({
  name,
  value,
  goal: `at least ${least}`,
  met: value >= least,
});

const atMost = (name: string, value: number, most: number): Goal => ({
  name,
  value,
  goal: `at most ${most}`,
  met: value <= most,
});

const under = (name: string, value: number, limit: number): Goal => ({
  name,
  value,
  goal: `under ${limit}`,
  met: value < limit,
});

/** The report of a run, its goals judged by the figures of that same run. */
export function buildEntityReport(
  { topology, items }: { readonly topology: Topology; readonly items: number },
  figures: EntityFigures,
): EntityReport {
  const { entities, singles, accepted, passwords } = figures;
  const routeMatchUs = round(figures.routeMatchUs, 3);
  return {
    topology,
    items,
    entities: Object.fromEntries(entities),
    singles,
    accepted_per_s: accepted,
    passwords,
    route_match_us: routeMatchUs,
    goals: [
      ...shareGoals(figures),
      ...(passwords === null
        ? []
        : [atMost('accept with / without passwords', passwords.accept_ratio, PASSWORDS_FACTOR)]),
      under('route_match_us', routeMatchUs, ROUTE_MATCH_US),
    ],
  };
}

/** Everything against the rate of the products in bulks. */
function shareGoals({ entities, singles, accepted }: EntityFigures): Goal[] {
  const products = entities.get('products');
  if (products === undefined) throw new Error('there is no rate of the products to compare with');
  const others = [...entities].filter(([name]) => name !== 'products');
  return [
    ...others.map(([name, figures]) => atLeast(`${name} / products`, ratio(figures, products), ENTITY_SHARE)),
    atLeast('singles / bulks', ratio(singles, products), SINGLES_SHARE),
    atLeast('singles / bulks, accepted', round(accepted.singles / accepted.bulks, 3), SINGLES_SHARE),
  ];
}

const LABEL_WIDTH = 40;

const line = (label: string, text: string): string => `${label.padEnd(LABEL_WIDTH)}${text}`;

/** The report as a table, what is beside it, its goals, and the conditions it was measured under, one a line. */
export function renderEntityReport(report: EntityReport, conditions: readonly string[]): string {
  const { entities, singles, accepted_per_s: accepted, passwords } = report;
  const rows = Object.entries({ ...entities, singles }).map(([name, figures]) => [name, ...cellsOf(figures)]);
  return [
    ...alignTable([HEADINGS, ...rows]),
    '',
    line('accepted items/s: bulks, singles', `${cell(accepted.bulks)}, ${cell(accepted.singles)}`),
    ...(passwords === null ? [] : passwordLines(passwords)),
    '',
    ...report.goals.map(({ name, value, goal, met }) =>
      line(name, `${cell(value).padEnd(6)} ${met ? 'met' : 'missed'}: ${goal}`),
    ),
    '',
    ...conditions,
  ].join('\n');
}

const passwordLines = ({ customers, ...figures }: PairFigures): string[] => [
  line(
    `accept ${customers} with, without passwords, ms`,
    `${cell(figures.accept_with_ms)}, ${cell(figures.accept_without_ms)}`,
  ),
  line('customers with passwords applied/s', cell(figures.applied_per_s)),
];
