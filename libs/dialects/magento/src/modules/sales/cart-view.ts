import { incrementIdOf, type CartDocument, type CartItem } from '@sluice/schemas';
import type { EntityRecord } from '../../entities/entity-reader';
import type { JsonObject } from '../../json';
import { printEntity } from '../../entities/print-entity';

const itemView =
  (quoteId: string) =>
  ({ item_id, sku, qty, name, price, product_type, ...more }: CartItem): JsonObject => {
    const { product_option, extension_attributes } = more;
    const known = { item_id, sku, qty, name, price, product_type, quote_id: quoteId };
    return printEntity(Object.entries({ ...known, product_option, extension_attributes }), more.attributes);
  };

/** Magento's JSON of the items of a cart. */
export const cartItemsView = ({ key, document }: EntityRecord): JsonObject[] =>
  (document as CartDocument).items.map(itemView(key));

/** Magento's JSON of a cart; the coupon, which it tells elsewhere, beside it. */
export function cartView(record: EntityRecord): JsonObject {
  const cart = record.document as CartDocument;
  const view = {
    id: Number(record.key),
    created_at: cart.created_at,
    updated_at: cart.updated_at,
    is_active: cart.is_active,
    is_virtual: false,
    items: cartItemsView(record),
    items_count: cart.items.length,
    items_qty: cart.items.reduce((total, { qty }) => total + qty, 0),
    reserved_order_id: cart.order_id === null ? null : incrementIdOf(cart.order_id),
    orig_order_id: 0,
    customer_is_guest: true,
    store_id: cart.store_id,
    coupon_code: cart.coupon_code,
  };
  return printEntity(Object.entries(view), undefined);
}
