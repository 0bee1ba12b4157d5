import { IntakeRefused } from './intake-refused';
import type { AcceptBulk } from './request';

/** Takes so much of what a key may have in a minute, or tells in how many whole seconds it can be had. */
export type TakeItems = (
  key: string,
  amount: number,
) => { readonly ok: true } | { readonly ok: false; readonly retryAfterS: number };

/** How many items come in. */
export interface ItemLimit {
  readonly take: TakeItems;
  /** Items a minute of one owner; 0: no limit. */
  readonly perMinute: number;
}

/** Who sent a bulk where nobody is asked for a token: all of them are one. */
const EVERYBODY = 'anonymous';

const tooMany = (perMinute: number, retryAfterS: number): IntakeRefused =>
  new IntakeRefused(
    'rate',
    retryAfterS,
    `Too many items: the limit is ${String(perMinute)} a minute (SLUICE_ITEMS_PER_MINUTE). ` +
      `Try again in ${String(retryAfterS)} s.`,
  );

/** Bounds the items a minute of one owner; what is too much rejects with IntakeRefused `rate`. */
export function limitItems({ take, perMinute }: ItemLimit): (accept: AcceptBulk) => AcceptBulk {
  return (accept) => {
    if (perMinute === 0) return accept;
    return async (request) => {
      // A bulk without items is work as well.
      const taken = take(request.owner ?? EVERYBODY, Math.max(1, request.items.length));
      if (!taken.ok) throw tooMany(perMinute, taken.retryAfterS);
      return accept(request);
    };
  };
}
