import type { Clock } from '@sluice/ports';
import { boundedMap } from './bounded-map';

/** How much is let through. */
export interface RateLimiterOptions {
  /** For each key; 0: no limit. */
  readonly perMinute: number;
  readonly clock: Pick<Clock, 'now'>;
  /** Keys remembered; 50,000 unless told. */
  readonly maxKeys?: number;
}

/** Taken, or in how many whole seconds (at least 1) it can be had. */
export type Taken = { readonly ok: true } | { readonly ok: false; readonly retryAfterS: number };

/** Bounds what every key takes. */
export interface RateLimiter {
  readonly perMinute: number;
  /** Takes an amount (1 unless told) for the key, or nothing. */
  take(key: string, amount?: number): Taken;
}

/** How full a key's bucket was at an instant of the limiter's own time. */
interface Bucket {
  readonly level: number;
  readonly at: number;
}

const MINUTE_MS = 60_000;
const MAX_KEYS = 50_000;
const TAKEN: Taken = { ok: true };

/** Time that never goes back, from a clock that may be set. */
function monotone(clock: Pick<Clock, 'now'>): () => number {
  let elapsed = 0;
  let last = clock.now();
  return () => {
    const now = clock.now();
    elapsed += Math.max(0, now - last);
    last = now;
    return elapsed;
  };
}

/**
 * A leaky bucket for every key, which holds what a minute allows: short bursts pass, the mean does not exceed the
 * limit. An amount above the whole limit passes an empty bucket and is paid off afterwards, so that no limit makes a
 * request impossible for ever. Who is forgotten above `maxKeys` (the longest unseen first) starts anew.
 */
export function createRateLimiter(options: RateLimiterOptions): RateLimiter {
  const { perMinute, clock, maxKeys = MAX_KEYS } = options;
  if (perMinute === 0) return { perMinute, take: () => TAKEN };
  const elapsed = monotone(clock);
  const buckets = boundedMap<Bucket>(maxKeys);
  // Levels are counted in whole units of 1/60,000: at `perMinute` units a millisecond nothing is ever rounded.
  const capacity = perMinute * MINUTE_MS;
  return {
    perMinute,
    take: (key, amount = 1) => {
      const at = elapsed();
      const { level: before, at: since } = buckets.get(key) ?? { level: 0, at };
      const level = Math.max(0, before - (at - since) * perMinute);
      const excess = level + Math.min(amount, perMinute) * MINUTE_MS - capacity;
      buckets.set(key, { level: excess > 0 ? level : level + amount * MINUTE_MS, at });
      return excess > 0 ? { ok: false, retryAfterS: Math.ceil(excess / perMinute / 1000) } : TAKEN;
    },
  };
}
