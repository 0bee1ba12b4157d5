import {
  incrementIdOf,
  type CartDocument,
  type CartItem,
  type CartPlacePayload,
  type OrderDocument,
  type OrderItem,
} from '@sluice/schemas';
import type { Applied } from '../model';
import type { CartChange } from './cart-items';
import { money } from './order-totals';
import { refuse, timestamp } from './sent-fields';

/** The id in the cart stays the id in the order: it is unique there, and the same when the order is made again. */
function toOrderItem({ item_id, qty, product_option, attributes = {}, ...item }: CartItem): OrderItem {
  const { sku, name, price, product_type } = item;
  const row_total = money(price * qty);
  return {
    item_id,
    quote_item_id: item_id,
    sku,
    name,
    product_type,
    price,
    base_price: price,
    qty_ordered: qty,
    qty_invoiced: 0,
    qty_shipped: 0,
    row_total,
    attributes: product_option === undefined ? attributes : { ...attributes, product_option },
  };
}

/** How the sender says it is paid, as it was sent; nobody looks at it. */
function paymentOf({ payment_method }: CartPlacePayload): Readonly<Record<string, unknown>> {
  if (payment_method === null || payment_method === undefined) return {};
  const { attributes, ...known } = payment_method;
  return { payment: { ...(attributes as object | undefined), ...known } };
}

function orderOf({ cart, context }: CartChange, sent: CartPlacePayload): OrderDocument {
  const now = timestamp(context.now);
  const items = cart.items.map(toOrderItem);
  const subtotal = money(items.reduce((sum, { row_total }) => sum + (row_total ?? 0), 0));
  return {
    increment_id: incrementIdOf(sent.order_id),
    state: 'new',
    status: 'pending',
    store_id: cart.store_id,
    quote_id: sent.cart_id,
    total_qty_ordered: items.reduce((sum, { qty_ordered }) => sum + qty_ordered, 0),
    subtotal,
    base_subtotal: subtotal,
    coupon_code: cart.coupon_code,
    grand_total: subtotal,
    base_grand_total: subtotal,
    created_at: now,
    updated_at: now,
    items,
    comments: [],
    shipments: [],
    invoices: [],
    attributes: paymentOf(sent),
  };
}

const NOTHING_TO_ORDER =
  'A server error stopped your order from being placed. Please try to place your order again.';

/**
 * `cart/place`: the order is written first, then the cart is closed. A try that died in between has left its order,
 * which names this cart: it is taken as it stands.
 */
export function placeOrder(change: CartChange, sent: CartPlacePayload): Applied {
  const { cart, context } = change;
  if (cart.items.length === 0) return refuse('empty_cart', NOTHING_TO_ORDER);
  const key = String(sent.order_id);
  const order = context.supplies.document('orders', key) as OrderDocument | null;
  if (order !== null && order.quote_id !== sent.cart_id) {
    return refuse('already_exists', `There is another order with the id ${key}.`);
  }
  const document: CartDocument = {
    ...cart,
    is_active: false,
    order_id: sent.order_id,
    updated_at: timestamp(context.now),
  };
  if (order !== null) return { kind: 'applied', document };
  const side = { collection: 'orders', key, id: sent.order_id, document: orderOf(change, sent) };
  return { kind: 'applied', document, also: [side] };
}
