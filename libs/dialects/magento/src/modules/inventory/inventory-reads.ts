import {
  canonicalSku,
  canonicalSourceCode,
  type InventoryItemDocument,
  type InventorySourceDocument,
  type StockDocument,
} from '@sluice/schemas';
import type { EntityRecord } from '../../entities/entity-reader';
import { searchEntities } from '../../entities/search-entities';
import { noSuchEntity, productNotFound } from '../../http/rest-error';
import { SOURCE } from './inventory-shapes';
import type { JsonObject } from '../../json';
import type { ReadContext, ReadRow } from '../module';
import { sourceItemViews, sourceView, stockItemView, stockLinkViews, stockView } from './inventory-views';
import { searchRows, type RowSearch } from '../../entities/search-rows';

const INVENTORY = { verb: 'GET', access: 'magento:inventory:read' } as const;
const SOURCE_ACL = 'Magento_InventoryApi::source';
const STOCK_ACL = 'Magento_InventoryApi::stock';

const toSource = ({ document }: EntityRecord): JsonObject => sourceView(document as InventorySourceDocument);

const toStock = ({ key, document }: EntityRecord): JsonObject =>
  stockView(Number(key), document as StockDocument);

const SOURCE_ITEMS: RowSearch = {
  entity: 'inventory_item',
  fields: ['sku', 'source_code', 'quantity', 'status'],
  rowsOf: ({ document }) => sourceItemViews(document as InventoryItemDocument),
  keyField: 'sku',
  toKey: canonicalSku,
};

const STOCK_LINKS: RowSearch = {
  entity: 'stock',
  fields: ['stock_id', 'source_code', 'priority'],
  rowsOf: ({ key, document }) => stockLinkViews(Number(key), document as StockDocument),
  keyField: 'stock_id',
  toKey: (value) => value,
};

/** The names of a source's properties, as filters name them. */
const SOURCE_FIELDS = [...new Set([...SOURCE.fields.values()].map(({ name }) => name))];

async function readSource(context: ReadContext, code: string): Promise<JsonObject> {
  const found = await context.entities.one('inventory_source', canonicalSourceCode(code));
  if (found === null) throw noSuchEntity('Source with code "%value" does not exist.', { value: code });
  return toSource(found);
}

/** An id in another spelling (`01`) is no key, and so unknown. */
async function readStock(context: ReadContext, stockId: string): Promise<JsonObject> {
  const found = await context.entities.one('stock', stockId);
  if (found === null) throw noSuchEntity('Stock with id "%value" does not exist.', { value: stockId });
  return toStock(found);
}

async function readStockItem({ entities }: ReadContext, sku: string): Promise<JsonObject> {
  const key = canonicalSku(sku);
  const product = await entities.one('product', key);
  if (product === null) throw productNotFound();
  const item = await entities.one('inventory_item', key);
  const ids = { itemId: item?.id ?? null, productId: product.id };
  return stockItemView(ids, (item?.document ?? null) as InventoryItemDocument | null);
}

/** Reading inventory back. */
export const INVENTORY_READS: readonly ReadRow[] = [
  {
    ...INVENTORY,
    path: '/inventory/source-items',
    entity: 'inventory_item',
    acl: 'Magento_InventoryApi::source_items',
    description: 'The source items that match searchCriteria, one for each sku and source.',
    answer: (context, call) => searchRows(context, call, SOURCE_ITEMS),
  },
  {
    ...INVENTORY,
    path: '/inventory/sources',
    entity: 'inventory_source',
    acl: SOURCE_ACL,
    description: 'The sources that match searchCriteria.',
    answer: (context, call) =>
      searchEntities(context, call, {
        entity: 'inventory_source',
        fields: SOURCE_FIELDS,
        toView: toSource,
        keysOf: (field, value) =>
          field === 'source_code' ? value.split(',').map((code) => canonicalSourceCode(code.trim())) : null,
      }),
  },
  {
    ...INVENTORY,
    path: '/inventory/sources/:sourceCode',
    entity: 'inventory_source',
    acl: SOURCE_ACL,
    description: 'The source with this code.',
    answer: (context, _call, { sourceCode = '' }) => readSource(context, sourceCode),
  },
  {
    ...INVENTORY,
    path: '/inventory/stocks',
    entity: 'stock',
    acl: STOCK_ACL,
    description: 'The stocks that match searchCriteria.',
    answer: (context, call) =>
      searchEntities(context, call, { entity: 'stock', fields: ['stock_id', 'name'], toView: toStock }),
  },
  {
    ...INVENTORY,
    path: '/inventory/stocks/:stockId',
    entity: 'stock',
    acl: STOCK_ACL,
    description: 'The stock with this id.',
    answer: (context, _call, { stockId = '' }) => readStock(context, stockId),
  },
  {
    ...INVENTORY,
    path: '/inventory/stock-source-links',
    entity: 'stock',
    acl: 'Magento_InventoryApi::stock_source_link',
    description: 'The links between stocks and sources that match searchCriteria.',
    answer: (context, call) => searchRows(context, call, STOCK_LINKS),
  },
  {
    ...INVENTORY,
    path: '/stockItems/:productSku',
    entity: 'inventory_item',
    acl: 'Magento_CatalogInventory::cataloginventory',
    description: 'The stock item of the product with this sku.',
    answer: (context, _call, { productSku = '' }) => readStockItem(context, productSku),
  },
];
