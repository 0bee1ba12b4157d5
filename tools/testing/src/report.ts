import type { Remark, Row, Tally } from './tally';

const HEADINGS = ['stage', 'project', 'suites', 'passed', 'failed', 'skipped', 'seconds'];

/** What the servers of a run were, in one line; undefined when no stage needed any. */
export type ServersLine = string | undefined;

/**
 * The end of `npm test`: a table by stage and project, the names of what failed and of what was skipped with
 * the reason, the servers, and as the last line `N passed, N failed` (and `, N skipped` when there are any).
 */
export function formatReport(tally: Tally, servers: ServersLine): string {
  return [
    '',
    ...formatTable(tally.rows),
    ...formatRemarks('Failed', tally.failures),
    ...formatRemarks('Skipped', tally.skips),
    '',
    `Servers: ${servers ?? 'none were needed'}`,
    '',
    lastLine(tally),
    '',
  ].join('\n');
}

/** The verdict: nothing failed, and something passed. */
export const isGreen = ({ rows }: Tally): boolean => sum(rows, 'failed') === 0 && sum(rows, 'passed') > 0;

function lastLine({ rows }: Tally): string {
  const skipped = sum(rows, 'skipped');
  const line = `${sum(rows, 'passed')} passed, ${sum(rows, 'failed')} failed`;
  return skipped === 0 ? line : `${line}, ${skipped} skipped`;
}

const sum = (
  rows: readonly Row[],
  column: 'suites' | 'passed' | 'failed' | 'skipped' | 'durationMs',
): number => rows.reduce((total, row) => total + row[column], 0);

function formatTable(rows: readonly Row[]): string[] {
  const total = {
    suites: sum(rows, 'suites'),
    passed: sum(rows, 'passed'),
    failed: sum(rows, 'failed'),
    skipped: sum(rows, 'skipped'),
    durationMs: sum(rows, 'durationMs'),
  };
  const cells = [...rows, { stage: 'all', project: '', ...total }].map(toCells);
  const widths = HEADINGS.map((heading, column) =>
    Math.max(heading.length, ...cells.map((line) => (line[column] ?? '').length)),
  );
  const rule = widths.map((width) => '-'.repeat(width)).join('  ');
  const lines = cells.map((line) => formatLine(line, widths));
  return [formatLine(HEADINGS, widths), rule, ...lines.slice(0, -1), rule, ...lines.slice(-1)];
}

const toCells = (row: Row): string[] => [
  row.stage,
  row.project,
  ...[row.suites, row.passed, row.failed, row.skipped].map(String),
  (row.durationMs / 1000).toFixed(1),
];

/** Words to the left, numbers to the right. */
const formatLine = (cells: readonly string[], widths: readonly number[]): string =>
  cells
    .map((cell, column) =>
      column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
    )
    .join('  ')
    .trimEnd();

const formatRemarks = (title: string, remarks: readonly Remark[]): string[] =>
  remarks.length === 0 ? [] : ['', `${title}:`, ...remarks.map(({ where, what }) => `  ${where}: ${what}`)];
