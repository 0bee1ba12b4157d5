import type { BulkCounts } from './await-finished';

/** The state that every item must end in: a pass that measures something else is no measurement. */
export type ExpectedState = 'succeeded' | 'unchanged';

/** @throws Error that shows a bulk in which something is open, refused, wrong in a row or in another state. */
export function verifyCounts(counts: readonly BulkCounts[], expected: ExpectedState): void {
  const off = counts.find(
    (bulk) => bulk[expected] !== bulk.accepted || bulk.open + bulk.rejected + (bulk.rows_failed ?? 0) > 0,
  );
  if (off !== undefined) throw new Error(`not all ${expected}: ${JSON.stringify(off)}`);
}
