import type { ProductItem } from '../catalogue/magento-product';

/** A store with nothing around it: what bulk writing costs at least. */
export interface RawStore {
  /** Inserts or replaces the items by sku, durable when it resolves. */
  readonly upsert: (items: readonly ProductItem[]) => Promise<void>;
  readonly close: () => Promise<void>;
}
