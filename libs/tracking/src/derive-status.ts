import { ZERO_COUNTS, type BulkSummary, type ChunkTally, type ItemCounts } from '@sluice/schemas';
import type { BulkCounts, BulkState, BulkStatus } from './queries';

const add = (left: ItemCounts, right: ItemCounts): ItemCounts => ({
  open: left.open + right.open,
  succeeded: left.succeeded + right.succeeded,
  unchanged: left.unchanged + right.unchanged,
  failed: left.failed + right.failed,
  canceled: left.canceled + right.canceled,
  rejected: left.rejected + right.rejected,
});

/** The counts of a bulk are the sum of its chunks', so no counter can drift (decision 6). */
export function totalCounts(tallies: readonly ChunkTally[]): BulkCounts {
  const sum = tallies.reduce((total, tally) => add(total, tally.counts), ZERO_COUNTS);
  const accepted = sum.open + sum.succeeded + sum.unchanged + sum.failed + sum.canceled;
  return { ...sum, accepted, rowsFailed: tallies.reduce((rows, tally) => rows + tally.rowsFailed, 0) };
}

/** Of an implicit bulk what its publisher declared counts as accepted, and what of it was not seen as open. */
function withDeclared(counts: BulkCounts, declared: number): BulkCounts {
  const unseen = Math.max(0, declared - counts.accepted);
  return { ...counts, accepted: counts.accepted + unseen, open: counts.open + unseen };
}

function deriveState(counts: BulkCounts, quiet: boolean): BulkState {
  if (counts.open === 0) return quiet ? 'finished' : 'running';
  return counts.accepted > counts.open ? 'running' : 'accepted';
}

/** The end of the latest chunk; an empty bulk ended when it was accepted. */
const latestEnd = ({ header, tallies }: BulkSummary): number =>
  Math.max(header.acceptedAt, ...tallies.map((tally) => tally.finishedAt ?? 0));

/**
 * The status of a bulk from what one query returned; nothing else is consulted, so state and counts always agree
 * (mechanics 3). Open > 0 is never finished; an implicit bulk of unknown size is running until it falls silent.
 */
export function deriveStatus(summary: BulkSummary, now: number): BulkStatus {
  const { header, tallies } = summary;
  const counted = totalCounts(tallies);
  const counts = header.implicit ? withDeclared(counted, header.size) : counted;
  const declared = header.implicit && header.size > 0;
  const quiet = !header.implicit || declared || now >= (header.quietAt ?? 0);
  const state = deriveState(counts, quiet);
  return { header, counts, state, finishedAt: state === 'finished' ? latestEnd(summary) : null };
}
