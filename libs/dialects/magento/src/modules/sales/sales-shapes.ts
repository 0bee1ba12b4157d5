import { listOf, shape } from '../../items/shape';
import type { SavedEntity } from '../../items/save-entity';

const data = (part: string): string => `Magento\\${part}Interface`;

/** A cart's item; the id of its cart is text (contract magento-bulk 8, "Types"). */
export const CART_ITEM = shape(data('Quote\\Api\\Data\\CartItem'), {
  item_id: 'int',
  sku: 'string',
  qty: 'float',
  name: 'string',
  price: 'float',
  product_type: 'string',
  quote_id: 'string',
  product_option: 'any',
  extension_attributes: 'any',
});

export const PAYMENT = shape(data('Quote\\Api\\Data\\Payment'), { method: 'string', po_number: 'string' });

/** What an object says whose properties nobody looks at. */
export const openShape = (type: string) => shape(data(type), {});

const comment = { comment: 'string', is_customer_notified: 'int', is_visible_on_front: 'int' } as const;

export const STATUS_HISTORY = shape(data('Sales\\Api\\Data\\OrderStatusHistory'), {
  ...comment,
  status: 'string',
});
export const COMMENT = shape(data('Sales\\Api\\Data\\CommentCreation'), comment);

export const DOCUMENT_ITEM = shape(data('Sales\\Api\\Data\\LineItem'), {
  order_item_id: 'int',
  qty: 'float',
});

export const TRACK = shape(data('Sales\\Api\\Data\\ShipmentTrackCreation'), {
  track_number: 'string',
  title: 'string',
  carrier_code: 'string',
});

const orderItem = shape(data('Sales\\Api\\Data\\OrderItem'), {
  item_id: 'int',
  parent_item_id: 'int',
  quote_item_id: 'int',
  product_id: 'int',
  sku: 'string',
  name: 'string',
  product_type: 'string',
  is_virtual: 'int',
  weight: 'float',
  qty_ordered: 'float',
  qty_invoiced: 'float',
  qty_shipped: 'float',
  qty_refunded: 'float',
  qty_canceled: 'float',
  price: 'float',
  base_price: 'float',
  row_total: 'float',
  tax_amount: 'float',
  discount_amount: 'float',
});

const order = shape(data('Sales\\Api\\Data\\Order'), {
  entity_id: 'int',
  increment_id: 'string',
  state: 'string',
  status: 'string',
  store_id: 'int',
  quote_id: 'int',
  customer_id: 'int',
  customer_group_id: 'int',
  customer_email: 'string',
  customer_firstname: 'string',
  customer_lastname: 'string',
  is_virtual: 'int',
  weight: 'float',
  total_qty_ordered: 'float',
  subtotal: 'float',
  base_subtotal: 'float',
  tax_amount: 'float',
  discount_amount: 'float',
  coupon_code: 'string',
  shipping_amount: 'float',
  grand_total: 'float',
  base_grand_total: 'float',
  total_invoiced: 'float',
  total_paid: 'float',
  created_at: 'string',
  updated_at: 'string',
  items: listOf(orderItem),
  status_histories: listOf(STATUS_HISTORY),
});

const rule = shape(data('SalesRule\\Api\\Data\\Rule'), {
  rule_id: 'int',
  name: 'string',
  store_labels: 'any',
  description: 'string',
  website_ids: listOf('int'),
  customer_group_ids: listOf('int'),
  from_date: 'string',
  to_date: 'string',
  uses_per_customer: 'int',
  is_active: 'bool',
  condition: 'any',
  action_condition: 'any',
  stop_rules_processing: 'bool',
  is_advanced: 'bool',
  product_ids: listOf('int'),
  sort_order: 'int',
  simple_action: 'string',
  discount_amount: 'float',
  discount_qty: 'float',
  discount_step: 'int',
  apply_to_shipping: 'bool',
  times_used: 'int',
  is_rss: 'bool',
  coupon_type: 'string',
  use_auto_generation: 'bool',
  uses_per_coupon: 'int',
  simple_free_shipping: 'string',
});

export const COUPON_SPEC = shape(data('SalesRule\\Api\\Data\\CouponGenerationSpec'), {
  rule_id: 'int',
  quantity: 'int',
  length: 'int',
  format: 'string',
  delimiter: 'string',
  delimiter_at_every: 'int',
  prefix: 'string',
  suffix: 'string',
});

/** Orders and rules among the arguments of their calls. */
export const ORDER: SavedEntity = {
  argument: 'entity',
  idName: 'entity_id',
  shape: order,
  collection: 'orders',
};
export const RULE: SavedEntity = {
  argument: 'rule',
  idName: 'rule_id',
  shape: rule,
  collection: 'sales_rules',
};
