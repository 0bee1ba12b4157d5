import { sourceItemsPayload, stockItemPayload, transferPayload } from '../entities/inventory-item';
import { canonicalSourceCode, sourceUpsertPayload } from '../entities/inventory-source';
import { canonicalSku } from '../entities/product';
import { stockCreatePayload, stockLinksPayload } from '../entities/stock';
import type { EntitySpec } from '../entity-spec';

const skuKey = (payload: { sku: string }): string => canonicalSku(payload.sku);
const sourceKey = (payload: { source_code: string }): string => canonicalSourceCode(payload.source_code);
const stockKey = (payload: { stock_id: number }): string => String(payload.stock_id);

const inventoryItem: EntitySpec = {
  name: 'inventory_item',
  collection: 'inventory_items',
  consumer: 'inventory',
  id: 'on-create',
  actions: {
    'source-items-save': { idempotent: true, payload: sourceItemsPayload, keyOf: skuKey },
    'source-items-delete': { idempotent: true, payload: sourceItemsPayload, keyOf: skuKey },
    transfer: { idempotent: false, payload: transferPayload, keyOf: skuKey },
    'stock-item': { idempotent: true, payload: stockItemPayload, keyOf: skuKey },
  },
};

const inventorySource: EntitySpec = {
  name: 'inventory_source',
  collection: 'inventory_sources',
  consumer: 'inventory',
  id: 'none',
  actions: { upsert: { idempotent: true, payload: sourceUpsertPayload, keyOf: sourceKey } },
};

const stock: EntitySpec = {
  name: 'stock',
  collection: 'stocks',
  consumer: 'inventory',
  id: 'key',
  actions: {
    create: { idempotent: false, payload: stockCreatePayload, keyOf: stockKey },
    link: { idempotent: true, payload: stockLinksPayload, keyOf: stockKey },
  },
};

/** Inventory items, sources and stocks. */
export const inventoryEntities: readonly EntitySpec[] = [inventoryItem, inventorySource, stock];
