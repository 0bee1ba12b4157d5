import { createHmac, createSecretKey } from 'node:crypto';

/** Hashes an item: its action and payload as JSON text, and the store scope it was sent for. */
export type HashItem = (action: string, payloadJson: string, scope: string | undefined) => string;

/**
 * data_hash = hex HMAC-SHA256 under the configured key (decision 8): equal for an equal item and scope, and gives
 * nothing away about the item, whoever reads it. An absent scope and the scope '' differ.
 */
export function itemHasher(key: string): HashItem {
  const secret = createSecretKey(key, 'utf8');
  return (action, payloadJson, scope) =>
    createHmac('sha256', secret)
      .update(`${scope === undefined ? '-' : `+${scope}`}\n${action}\n${payloadJson}`)
      .digest('hex');
}
