import type { BulkReceipt, ItemReceipt } from '@sluice/intake';
import type { JsonObject } from './json';

const itemView = (item: ItemReceipt): JsonObject =>
  item.status === 'accepted'
    ? { id: item.id, data_hash: item.dataHash, status: 'accepted' }
    : { id: item.id, data_hash: null, status: 'rejected', error_message: item.message, error_code: 0 };

/** Which version's answers are given (contract magento-bulk 8, "2.3 answers"). */
export type Compat = '2.3' | '2.4';

/**
 * The body of a 202, keys in the order of contract magento-bulk 2. The 2.3 form wraps the items and has
 * no `errors`.
 */
export function receiptView(receipt: BulkReceipt, compat: Compat): JsonObject {
  const items = receipt.items.map(itemView);
  if (compat === '2.3') return { bulk_uuid: receipt.bulkUuid, request_items: { items } };
  return {
    bulk_uuid: receipt.bulkUuid,
    request_items: items,
    errors: receipt.items.some((item) => item.status === 'rejected'),
  };
}
