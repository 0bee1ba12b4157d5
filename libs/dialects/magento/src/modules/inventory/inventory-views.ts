import {
  DEFAULT_SOURCE,
  canonicalSourceCode,
  type InventoryItemDocument,
  type InventorySourceDocument,
  type SourceItem,
  type StockDocument,
} from '@sluice/schemas';
import { unfold } from '../../items/shape';
import type { JsonObject } from '../../json';

/** What only the sender knew, among the properties, never over them. */
const open = (view: JsonObject): JsonObject => unfold(view) as JsonObject;

/** One view a source that has the sku. */
export const sourceItemViews = ({ sku, source_items: items }: InventoryItemDocument): JsonObject[] =>
  items.map(({ source_code, quantity, status, attributes = {} }) =>
    open({ sku, source_code, quantity, status, attributes }),
  );

export const sourceView = (source: InventorySourceDocument): JsonObject => {
  const { source_code, name, enabled, country_id = null, postcode = null, details, attributes } = source;
  const own = { source_code, name, enabled, country_id, postcode };
  const filled = Object.entries(own).filter(([, value]) => value !== null);
  return open({ ...details, ...Object.fromEntries(filled), attributes });
};

/** A stock as shown; one without sales channels has an empty list of them. */
export const stockView = (stockId: number, { name, attributes }: StockDocument): JsonObject =>
  open({
    stock_id: stockId,
    name,
    attributes: { extension_attributes: { sales_channels: [] }, ...attributes },
  });

export const stockLinkViews = (stockId: number, { links }: StockDocument): JsonObject[] =>
  links.map(({ source_code, priority, attributes = {} }) =>
    open({ stock_id: stockId, source_code, priority, attributes }),
  );

/** What a stock item is when nobody has written one; the ids of the one stock there was before there were sources. */
const STOCK_ITEM_DEFAULTS = {
  is_qty_decimal: false,
  show_default_notification_message: false,
  use_config_min_qty: true,
  min_qty: 0,
  use_config_min_sale_qty: 1,
  min_sale_qty: 1,
  use_config_max_sale_qty: true,
  max_sale_qty: 10000,
  use_config_backorders: true,
  backorders: 0,
  use_config_notify_stock_qty: true,
  notify_stock_qty: 1,
  use_config_qty_increments: true,
  qty_increments: 0,
  use_config_enable_qty_inc: true,
  enable_qty_increments: false,
  use_config_manage_stock: true,
  manage_stock: true,
  low_stock_date: null,
  is_decimal_divided: false,
  stock_status_changed_auto: 0,
} as const;

const LEGACY_STOCK_ID = 1;

const isDefault = ({ source_code }: SourceItem): boolean =>
  canonicalSourceCode(source_code) === DEFAULT_SOURCE;

/** The stock item of a product: quantity and availability are those of the default source. */
export function stockItemView(
  ids: { readonly itemId: number | null; readonly productId: number | null },
  document: InventoryItemDocument | null,
): JsonObject {
  const held = document?.source_items.find(isDefault);
  return open({
    ...STOCK_ITEM_DEFAULTS,
    ...document?.stock_item,
    item_id: ids.itemId,
    product_id: ids.productId,
    stock_id: LEGACY_STOCK_ID,
    qty: held?.quantity ?? 0,
    is_in_stock: held?.status === 1,
  });
}
