import type { PairTimes } from '../load/password-pairs';
import { round } from '../report';
import { CUSTOMERS_A_BULK } from './entity-bodies';
import type { PairFigures } from './entity-report';

/** The middle value, of an even number the mean of the two; NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length / 2;
  const [low = NaN, high = NaN] = [sorted[Math.ceil(half) - 1], sorted[Math.floor(half)]];
  return (low + high) / 2;
}

/** Medians over the pairs; the rate is that of all bulks with passwords together. */
export function summarizePairs(pairs: readonly PairTimes[]): PairFigures {
  const appliedMs = pairs.reduce((sum, pair) => sum + pair.appliedMs, 0);
  return {
    customers: CUSTOMERS_A_BULK,
    pairs: pairs.length,
    accept_with_ms: round(median(pairs.map(({ withMs }) => withMs)), 2),
    accept_without_ms: round(median(pairs.map(({ withoutMs }) => withoutMs)), 2),
    accept_ratio: round(median(pairs.map(({ withMs, withoutMs }) => withMs / withoutMs)), 3),
    applied_per_s: round((pairs.length * CUSTOMERS_A_BULK * 1_000) / appliedMs, 1),
  };
}
