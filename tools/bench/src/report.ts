import type { Topology } from './options';

/** The figures of one path; null where a figure makes no sense or the system does not tell. */
export interface Measured {
  readonly items_per_s: number;
  readonly cpu_us_per_item: number | null;
  /** Peak of the largest process, in MB (2^20 bytes). */
  readonly rss_mb: number | null;
  readonly accept_p50_ms: number | null;
  readonly accept_p99_ms: number | null;
}

/** The measured paths in the order of the report. */
export const PATH_NAMES = ['raw', 'naive', 'create', 'update', 'unchanged', 'singles'] as const;
export type PathName = (typeof PATH_NAMES)[number];

/** What goes to `--out`. */
export interface Report extends Readonly<Record<PathName, Measured | null>> {
  readonly topology: Topology;
  readonly items: number;
  readonly ratios: Readonly<Record<'create_raw' | 'create_naive' | 'unchanged_create', number | null>>;
}

/** The report of a run, its ratios derived from the figures of that same run. */
export function buildReport(
  { topology, items }: { readonly topology: Topology; readonly items: number },
  measured: ReadonlyMap<PathName, Measured>,
): Report {
  const get = (name: PathName): Measured | null => measured.get(name) ?? null;
  return {
    topology,
    items,
    raw: get('raw'),
    naive: get('naive'),
    create: get('create'),
    update: get('update'),
    unchanged: get('unchanged'),
    singles: get('singles'),
    ratios: {
      create_raw: ratioOf(get('create'), get('raw')),
      create_naive: ratioOf(get('create'), get('naive')),
      unchanged_create: ratioOf(get('unchanged'), get('create')),
    },
  };
}

/** The one rate by the other. */
export const ratio = (of: Measured, to: Measured): number => round(of.items_per_s / to.items_per_s, 3);

const ratioOf = (of: Measured | null, to: Measured | null): number | null =>
  of === null || to === null ? null : ratio(of, to);

/** Rounded to so many decimals. */
export const round = (value: number, decimals: number): number => Number(value.toFixed(decimals));

/** The columns of a table of paths. */
export const HEADINGS = ['path', 'items/s', 'CPU µs/item', 'peak RSS MB', 'accept p50 ms', 'accept p99 ms'];

/** The report as a table, its ratios, and the conditions it was measured under, one a line. */
export function renderReport(report: Report, conditions: readonly string[]): string {
  const rows = PATH_NAMES.map((name) => [name, ...cellsOf(report[name])]);
  const { create_raw, create_naive, unchanged_create } = report.ratios;
  return [
    ...alignTable([HEADINGS, ...rows]),
    '',
    `create / raw limit (c/a)      ${cell(create_raw)}`,
    `create / naive service (c/b)  ${cell(create_naive)}`,
    `unchanged / create            ${cell(unchanged_create)}`,
    '',
    ...conditions,
  ].join('\n');
}

/** The figures of a row behind its name. */
export const cellsOf = (measured: Measured | null): string[] =>
  measured === null
    ? HEADINGS.slice(1).map(() => cell(null))
    : [
        measured.items_per_s,
        measured.cpu_us_per_item,
        measured.rss_mb,
        measured.accept_p50_ms,
        measured.accept_p99_ms,
      ].map(cell);

/** A figure as it is read; `-` where there is none. */
export const cell = (value: number | null): string => (value === null ? '-' : value.toLocaleString('en-US'));

/** The first column to the left, the others to the right. */
export function alignTable(rows: readonly (readonly string[])[]): string[] {
  const widths = HEADINGS.map((_, n) => Math.max(...rows.map((row) => (row[n] ?? '').length)));
  return rows.map((row) =>
    row.map((text, n) => (n === 0 ? text.padEnd(widths[n] ?? 0) : text.padStart(widths[n] ?? 0))).join('  '),
  );
}
