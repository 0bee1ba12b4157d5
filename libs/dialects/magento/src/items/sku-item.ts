import type { IncomingItem, OperationItem } from '@sluice/intake';
import { MAX_KEY_BYTES, canonicalSku } from '@sluice/schemas';

/** A UTF-16 unit takes three bytes of UTF-8 at most: shorter keys need not be measured. */
const SURELY_SHORT = Math.floor(MAX_KEY_BYTES / 3);

const LONE_SURROGATE = /\p{Surrogate}/u;

const rejected = (code: string, message: string): IncomingItem => ({ kind: 'rejected', code, message });

/** The operation of an item, rejected where its key cannot be one; `what` names the key in the reason. */
function itemUnder(key: string, what: string, item: Pick<OperationItem, 'action' | 'payload'>): IncomingItem {
  if (key.length > SURELY_SHORT && Buffer.byteLength(key) > MAX_KEY_BYTES) {
    return rejected('key_too_long', `The ${what} is longer than ${MAX_KEY_BYTES} bytes.`);
  }
  if (LONE_SURROGATE.test(key))
    return rejected('key_not_text', `The ${what} holds half of a surrogate pair.`);
  return { kind: 'operation', action: item.action, key, payload: item.payload };
}

/**
 * The operation of an item on the product with this sku. Rejects the item, and that item alone, where the sku cannot
 * be a message key: over 1,024 bytes (contract 8, mechanics 4), or not to be written as UTF-8.
 */
export const skuItem = (
  action: string,
  sku: string,
  payload: Readonly<Record<string, unknown>>,
): IncomingItem => itemUnder(canonicalSku(sku), 'sku', { action, payload });

/** The same for an entity with another kind of key. */
export const keyedItem = (
  action: string,
  key: string,
  payload: Readonly<Record<string, unknown>>,
): IncomingItem => itemUnder(key, 'code', { action, payload });
