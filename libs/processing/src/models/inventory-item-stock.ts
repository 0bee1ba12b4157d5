import {
  DEFAULT_SOURCE,
  type InventoryItemDocument,
  type SourceItem,
  type StockItemPayload,
} from '@sluice/schemas';
import { itemAt, putItem } from './inventory-item-rows';

/** The default source's item with the quantity and availability that were sent; all else stays. */
function defaultItem(
  items: readonly SourceItem[],
  { quantity, is_in_stock: inStock }: StockItemPayload,
): SourceItem {
  const known = itemAt(items, DEFAULT_SOURCE) ?? { source_code: DEFAULT_SOURCE, quantity: 0, status: 0 };
  return {
    ...known,
    quantity: quantity ?? known.quantity,
    status: inStock === undefined || inStock === null ? known.status : Number(inStock),
  };
}

const isPlain = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Property by property, unknown ones among themselves; a spread, because a key may be called `__proto__`. */
function mergeFields(
  before: InventoryItemDocument['stock_item'],
  sent: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const merged = { ...before, ...sent };
  const known = before?.['attributes'];
  const attributes = sent['attributes'];
  if (!isPlain(known) || !isPlain(attributes)) return merged;
  return { ...merged, attributes: { ...known, ...attributes } };
}

/**
 * The older stock item merged into the aggregate: its quantity and availability are those of the default source, as
 * the original keeps the two alike; what was not sent stays (contract magento-bulk 8, "Stock item").
 */
export function mergeStockItem(
  before: InventoryItemDocument,
  payload: StockItemPayload,
): InventoryItemDocument {
  return {
    ...before,
    source_items: putItem(before.source_items, defaultItem(before.source_items, payload)),
    stock_item: mergeFields(before.stock_item, payload.stock_item),
  };
}
