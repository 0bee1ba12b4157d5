import type { BulkReceipt, ItemReceipt } from '@sluice/intake';
import type { JsonObject } from './json';

const itemView = (item: ItemReceipt): JsonObject =>
  item.status === 'accepted'
    ? { id: item.id, data_hash: item.dataHash, status: 'accepted' }
    : { id: item.id, data_hash: null, status: 'rejected', error_message: item.message, error_code: 0 };

/** The body of a 202, keys in the order of contract magento-bulk 2. */
export const receiptView = (receipt: BulkReceipt): JsonObject => ({
  bulk_uuid: receipt.bulkUuid,
  request_items: receipt.items.map(itemView),
  errors: receipt.items.some((item) => item.status === 'rejected'),
});
