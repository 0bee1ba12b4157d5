import { buildReport, renderReport, type Measured, type PathName } from './report';

const measured = (itemsPerS: number, given: Partial<Measured> = {}): Measured => ({
  items_per_s: itemsPerS,
  cpu_us_per_item: 50,
  rss_mb: 120.5,
  accept_p50_ms: null,
  accept_p99_ms: null,
  ...given,
});
const run = new Map<PathName, Measured>([
  ['raw', measured(40_000)],
  ['create', measured(12_000, { accept_p50_ms: 31.2, accept_p99_ms: 60 })],
  ['update', measured(11_000)],
  ['unchanged', measured(18_000)],
  ['singles', measured(2_000)],
]);
const report = buildReport({ topology: 'embedded', items: 10_000 }, run);

describe('buildReport', () => {
  test('has exactly the promised keys, null for what was not measured', () => {
    expect(Object.keys(report)).toEqual([
      ...['topology', 'items', 'raw', 'naive', 'create', 'update', 'unchanged', 'singles', 'ratios'],
    ]);
    expect(report.naive).toBeNull();
  });

  test('derives the ratios from the run itself', () => {
    expect(report.ratios).toEqual({ create_raw: 0.3, create_naive: null, unchanged_create: 1.5 });
  });
});

test('renderReport aligns the figures and ends with the conditions', () => {
  const lines = renderReport(report, ['2 cores', 'Node 20']).split('\n');
  expect(lines[0]).toBe('path       items/s  CPU µs/item  peak RSS MB  accept p50 ms  accept p99 ms');
  expect(lines[1]).toBe('raw         40,000           50        120.5              -              -');
  expect(lines[2]).toBe('naive            -            -            -              -              -');
  expect(lines[3]).toBe('create      12,000           50        120.5           31.2             60');
  expect(lines).toContain('create / raw limit (c/a)      0.3');
  expect(lines.slice(-2)).toEqual(['2 cores', 'Node 20']);
});
