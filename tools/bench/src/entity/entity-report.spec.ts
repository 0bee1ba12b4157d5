import type { EntityName } from '../options';
import type { Measured } from '../report';
import { buildEntityReport, renderEntityReport, type EntityFigures } from './entity-report';

const measured = (itemsPerS: number): Measured => ({
  items_per_s: itemsPerS,
  cpu_us_per_item: 50,
  rss_mb: 120.5,
  accept_p50_ms: 31.2,
  accept_p99_ms: 60,
});

const figures: EntityFigures = {
  entities: new Map<EntityName, Measured>([
    ['products', measured(10_000)],
    ['prices', measured(7_000)],
    ['customers', measured(6_990)],
  ]),
  singles: measured(2_500),
  accepted: { bulks: 20_000, singles: 4_000 },
  passwords: {
    customers: 500,
    pairs: 7,
    accept_with_ms: 39,
    accept_without_ms: 30,
    accept_ratio: 1.3,
    applied_per_s: 41.5,
  },
  routeMatchUs: 0.81234,
};
const options = { topology: 'embedded', items: 10_000 } as const;
const report = buildEntityReport(options, figures);

describe('buildEntityReport', () => {
  test('judges every figure by its goal; the number itself meets it', () => {
    expect(report.goals).toEqual([
      { name: 'prices / products', value: 0.7, goal: 'at least 0.7', met: true },
      { name: 'customers / products', value: 0.699, goal: 'at least 0.7', met: false },
      { name: 'singles / bulks', value: 0.25, goal: 'at least 0.25', met: true },
      { name: 'singles / bulks, accepted', value: 0.2, goal: 'at least 0.25', met: false },
      { name: 'accept with / without passwords', value: 1.3, goal: 'at most 1.3', met: true },
      { name: 'route_match_us', value: 0.812, goal: 'under 5', met: true },
    ]);
  });

  test('has no goal of what was not measured', () => {
    const entities = new Map<EntityName, Measured>([['products', measured(10_000)]]);
    const { goals, passwords } = buildEntityReport(options, { ...figures, entities, passwords: null });
    expect(goals.map(({ name }) => name)).toEqual([
      ...['singles / bulks', 'singles / bulks, accepted', 'route_match_us'],
    ]);
    expect(passwords).toBeNull();
  });

  test('misses what is beyond the goal', () => {
    const slow = buildEntityReport(options, {
      ...figures,
      entities: new Map([...figures.entities, ['prices', measured(6_900)]]),
      passwords: figures.passwords && { ...figures.passwords, accept_ratio: 1.301 },
      routeMatchUs: 5,
    });
    expect(slow.goals.filter(({ met }) => !met).map(({ name }) => name)).toEqual([
      ...['prices / products', 'customers / products', 'singles / bulks, accepted'],
      ...['accept with / without passwords', 'route_match_us'],
    ]);
  });

  test('compares with nothing where the products are missing', () => {
    const entities = new Map<EntityName, Measured>([['prices', measured(1)]]);
    expect(() => buildEntityReport(options, { ...figures, entities })).toThrow('no rate of the products');
  });
});

test('renderEntityReport has a row an entity, the goals, and ends with the conditions', () => {
  const lines = renderEntityReport(report, ['2 cores']).split('\n');
  expect(lines[0]).toBe('path       items/s  CPU µs/item  peak RSS MB  accept p50 ms  accept p99 ms');
  expect(lines[1]).toBe('products    10,000           50        120.5           31.2             60');
  expect(lines[4]).toBe('singles      2,500           50        120.5           31.2             60');
  expect(lines).toContain('accept 500 with, without passwords, ms  39, 30');
  expect(lines).toContain('customers with passwords applied/s      41.5');
  expect(lines).toContain('singles / bulks, accepted               0.2    missed: at least 0.25');
  expect(lines.at(-1)).toBe('2 cores');
});
