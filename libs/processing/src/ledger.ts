import type { KeptOutcome, Lane, Ledger, Position } from '@sluice/schemas';

const freshLane = (partition: number): Lane => ({ partition, taken: -1, order: -1, failed: -1 });

/** What the ledger remembers of a partition. */
export const laneOf = (ledger: Ledger, partition: number): Lane =>
  ledger.lanes.find((lane) => lane.partition === partition) ?? freshLane(partition);

/**
 * The ledger as the log of that epoch sees it. Offsets of an older epoch count as lower than all of the new one, so
 * they are forgotten; the hashes and the last item still hold.
 */
export function inEpoch(ledger: Ledger, epoch: number): Ledger {
  return ledger.epoch === epoch ? ledger : { ...ledger, epoch, lanes: [], kept: [] };
}

/** The ledger with one lane replaced. */
export function withLane(ledger: Ledger, lane: Lane): Ledger {
  const others = ledger.lanes.filter((other) => other.partition !== lane.partition);
  return { ...ledger, lanes: [...others, lane] };
}

/** Without the outcomes that were committed before this delivery began: they cannot be asked for again. */
export function dropCommitted(ledger: Ledger, partition: number, firstOffset: number): Ledger {
  const kept = ledger.kept.filter((entry) => entry.partition !== partition || entry.offset >= firstOffset);
  return kept.length === ledger.kept.length ? ledger : { ...ledger, kept };
}

/** The lane after an operation took effect there: a retry raises the order to its first position only. */
export function raise(lane: Lane, offset: number, order: number): Lane {
  const highest = Math.max(lane.order, order);
  return {
    partition: lane.partition,
    taken: Math.max(lane.taken, offset),
    order: highest,
    failed: lane.failed > highest ? lane.failed : -1,
  };
}

/** The lane after a failed operation left its mark there (decision 4c); a failed try raises nothing else. */
export const mark = (lane: Lane, firstOffset: number): Lane =>
  firstOffset > lane.order ? { ...lane, failed: Math.max(lane.failed, firstOffset) } : lane;

/**
 * Whether something newer than that first position has taken effect (decision 4). Once the log was created anew the
 * old offsets are gone: then whatever exists counts as newer, for refusing a retry loses nothing and overwriting may.
 */
export function isSuperseded(ledger: Ledger, first: Position, exists: boolean): boolean {
  if (first.epoch > ledger.epoch) return false;
  if (first.epoch < ledger.epoch) return exists || ledger.lanes.some((lane) => lane.order >= 0);
  return laneOf(ledger, first.partition).order > first.offset;
}

/** The outcome kept for a position of the current epoch. */
export const keptAt = (ledger: Ledger, position: Position): KeptOutcome | undefined =>
  ledger.kept.find((entry) => entry.partition === position.partition && entry.offset === position.offset);

/** The outcome kept for an operation, wherever it stood. */
export const keptFor = (ledger: Ledger, operation: string): KeptOutcome | undefined =>
  ledger.kept.find((entry) => entry.operation === operation);
