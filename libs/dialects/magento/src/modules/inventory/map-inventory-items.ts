import type { IncomingItem } from '@sluice/intake';
import { canonicalSku, groupBy } from '@sluice/schemas';
import { requiredFields } from '../../http/rest-error';
import type { CallArguments } from '../../items/arguments';
import { boolArgument, listArgument, objectArgument, requiredText } from '../../items/scalar-arguments';
import { listOf, readList } from '../../items/shape';
import { skuItem } from '../../items/sku-item';
import { mapSkuRows, toParts, type SkuGroup } from '../../items/sku-rows';
import { isJsonObject, type JsonObject } from '../../json';
import type { ItemMapper, MapContext } from '../module';
import { SOURCE_ITEM, STOCK_ITEM } from './inventory-shapes';

const toPayload = ({ sku, rows }: SkuGroup): JsonObject => ({ sku, source_items: rows });

/** The service answers nothing; wrong rows are told where there are some. */
const sourceItems =
  (action: string): ItemMapper =>
  (args, { limits }) => {
    const rows = listArgument(args, 'sourceItems', { shape: SOURCE_ITEM, limits });
    return mapSkuRows(rows, { action, toPayload, emptyResult: null });
  };

/** Every sku once: the second move of the same one would only carry the origin's empty status along. */
function skusOf(args: CallArguments, { limits }: MapContext): string[] {
  const skus = readList(listOf('string'), args.get('skus'), { limits }).map((sku) => {
    if (typeof sku !== 'string' || sku === '') throw requiredFields(['skus']);
    return sku;
  });
  return [...groupBy(skus, canonicalSku).values()].flatMap(([first = '']) => first);
}

/** One part a sku: each moves in the order of its own operations. */
function mapTransfer(args: CallArguments, context: MapContext): IncomingItem {
  const unassign = boolArgument(args, 'unassignFromOrigin');
  if (unassign === undefined) throw requiredFields(['unassignFromOrigin']);
  const move = {
    origin_source: requiredText(args, 'originSource'),
    destination_source: requiredText(args, 'destinationSource'),
    unassign_from_origin: unassign,
  };
  const items = skusOf(args, context).map((sku) => skuItem('transfer', sku, { sku, ...move }));
  return toParts(items, { action: 'transfer', emptyResult: 'true' });
}

/** What the server alone decides: which stock item it is. */
const IGNORED = new Set(['item_id', 'product_id', 'stock_id', 'qty', 'is_in_stock']);

function mapStockItem(args: CallArguments, { limits }: MapContext): IncomingItem {
  const sku = requiredText(args, 'productSku');
  const sent = objectArgument(args, 'stockItem', { shape: STOCK_ITEM, limits });
  const others = Object.entries(sent).filter(([name]) => !IGNORED.has(name));
  return skuItem('stock-item', sku, {
    sku,
    quantity: sent['qty'] ?? null,
    is_in_stock: sent['is_in_stock'] ?? null,
    stock_item: Object.fromEntries(others),
  });
}

/** By `entity/action`: Magento's arguments as payloads. */
export const INVENTORY_ITEM_MAPPERS: Readonly<Record<string, ItemMapper>> = {
  'inventory_item/source-items-save': sourceItems('source-items-save'),
  'inventory_item/source-items-delete': sourceItems('source-items-delete'),
  'inventory_item/transfer': mapTransfer,
  'inventory_item/stock-item': mapStockItem,
};

const sourceItemsItem = ({ sku, source_items: rows }: JsonObject): JsonObject => ({
  sourceItems: Array.isArray(rows) ? rows.filter(isJsonObject).map((row) => ({ ...row, sku })) : [],
});

const transferItem = (payload: JsonObject): JsonObject => ({
  skus: [payload['sku']],
  originSource: payload['origin_source'],
  destinationSource: payload['destination_source'],
  unassignFromOrigin: payload['unassign_from_origin'],
});

function stockItemItem({ sku, quantity, is_in_stock, stock_item }: JsonObject): JsonObject {
  const sent = [
    ['qty', quantity],
    ['is_in_stock', is_in_stock],
  ].filter(([, value]) => value !== null && value !== undefined);
  const others = isJsonObject(stock_item) ? Object.entries(stock_item) : [];
  return { productSku: sku, stockItem: Object.fromEntries([...sent, ...others]) };
}

/** By `entity/action`: the item a payload was made of. */
export const INVENTORY_ITEM_ITEMS: Readonly<Record<string, (payload: JsonObject) => JsonObject>> = {
  'inventory_item/source-items-save': sourceItemsItem,
  'inventory_item/source-items-delete': sourceItemsItem,
  'inventory_item/transfer': transferItem,
  'inventory_item/stock-item': stockItemItem,
};
