import { addressKey } from './address-key';
import type { RateLimiter } from './rate-limiter';

/** A request that came too soon; the message names the setting and may be shown to the client. */
export interface RateRefusal {
  /** Whole seconds, at least 1. */
  readonly retryAfterS: number;
  readonly message: string;
}

/** As much of a caller as a rate needs; no owner: one who is known by the address only. */
interface Counted {
  readonly owner: string | null;
}

/** As much of a request as a rate needs. */
interface Addressed {
  readonly socket: { readonly remoteAddress?: string | undefined };
}

/** Counts a request of a caller; null where it may go on. To be asked once a request, after authentication. */
export type RequestRate = (caller: Counted, req: Addressed) => RateRefusal | null;

/** Counts requests by owner, and by remote address where nobody in particular calls. */
export function createRequestRate(limiter: RateLimiter): RequestRate {
  return ({ owner }, { socket }) => {
    const key = owner === null ? `address ${addressKey(socket.remoteAddress)}` : `owner ${owner}`;
    const taken = limiter.take(key);
    if (taken.ok) return null;
    const { retryAfterS } = taken;
    const limit = `the limit is ${String(limiter.perMinute)} a minute (SLUICE_REQUESTS_PER_MINUTE)`;
    return { retryAfterS, message: `Too many requests: ${limit}. Try again in ${String(retryAfterS)} s.` };
  };
}
