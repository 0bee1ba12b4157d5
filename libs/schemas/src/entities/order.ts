import { z } from 'zod';
import { openObject } from '../open-object';

const text = z.string().nullish();
const int = z.int().nullish();
const float = z.number().nullish();

const itemFields = {
  item_id: int,
  parent_item_id: int,
  quote_item_id: int,
  product_id: int,
  sku: text,
  name: text,
  product_type: text,
  is_virtual: int,
  weight: float,
  qty_ordered: float,
  qty_invoiced: float,
  qty_shipped: float,
  qty_refunded: float,
  qty_canceled: float,
  price: float,
  base_price: float,
  row_total: float,
  tax_amount: float,
  discount_amount: float,
};

/** The names of an order item's fields, in the order they are printed. */
export const ORDER_ITEM_FIELDS: readonly string[] = Object.keys(itemFields);

const orderItem = z.object({ ...itemFields, attributes: openObject.optional() });
export type OrderItemPayload = z.infer<typeof orderItem>;

/** A comment on an order, an invoice or a shipment, as it is sent. */
const commentFields = {
  comment: text,
  status: text,
  is_customer_notified: int,
  is_visible_on_front: int,
  attributes: openObject.optional(),
};
const comment = z.object(commentFields);
export type CommentPayload = z.infer<typeof comment>;

const orderFields = {
  increment_id: text,
  state: text,
  status: text,
  store_id: int,
  quote_id: int,
  customer_id: int,
  customer_group_id: int,
  customer_email: text,
  customer_firstname: text,
  customer_lastname: text,
  is_virtual: int,
  weight: float,
  total_qty_ordered: float,
  subtotal: float,
  base_subtotal: float,
  tax_amount: float,
  discount_amount: float,
  coupon_code: text,
  shipping_amount: float,
  grand_total: float,
  base_grand_total: float,
  total_invoiced: float,
  total_paid: float,
  created_at: text,
  updated_at: text,
};

/** The names of an order's fields without its lists, in the order they are printed. */
export const ORDER_FIELDS: readonly string[] = Object.keys(orderFields);

/** Payload of `order/create` and `order/update`: what is absent stays as it is, items merge by `item_id`. */
export const orderPayload = z.object({
  entity_id: z.int(),
  ...orderFields,
  items: z.array(orderItem).nullish(),
  status_histories: z.array(comment).nullish(),
  attributes: openObject.optional(),
});
export type OrderPayload = z.infer<typeof orderPayload>;

/** Payload of `order/comment`. */
export const orderCommentPayload = z.object({ order_id: z.int(), status_history: comment });
export type OrderCommentPayload = z.infer<typeof orderCommentPayload>;

const documentItem = z.object({
  order_item_id: int,
  qty: float,
  attributes: openObject.optional(),
});

const documentFields = {
  order_id: z.int(),
  /** All that is left where there are none. */
  items: z.array(documentItem).nullish(),
  notify: z.boolean().nullish(),
  append_comment: z.boolean().nullish(),
  comment: comment.nullish(),
  arguments: openObject.nullish(),
};

const track = z.object({
  track_number: text,
  title: text,
  carrier_code: text,
  attributes: openObject.optional(),
});
export type TrackPayload = z.infer<typeof track>;

/** Payload of `order/ship`. */
export const orderShipPayload = z.object({
  ...documentFields,
  tracks: z.array(track).nullish(),
  packages: z.array(openObject).nullish(),
});
export type OrderShipPayload = z.infer<typeof orderShipPayload>;

/** Payload of `order/invoice`. */
export const orderInvoicePayload = z.object({ ...documentFields, capture: z.boolean().nullish() });
export type OrderInvoicePayload = z.infer<typeof orderInvoicePayload>;

/** What was ordered, with what has become of it. */
export type OrderItem = Omit<OrderItemPayload, 'item_id'> & {
  readonly item_id: number;
  readonly qty_ordered: number;
  readonly qty_invoiced: number;
  readonly qty_shipped: number;
};

/** A comment as stored. */
export interface OrderComment extends CommentPayload {
  readonly entity_id: number;
  /** `YYYY-MM-DD HH:MM:SS`, UTC. */
  readonly created_at: string;
}

/** One line of a shipment or an invoice. */
export interface DocumentItem {
  readonly entity_id: number;
  readonly order_item_id: number;
  readonly sku: string;
  readonly name: string | null;
  readonly price: number;
  readonly qty: number;
}

interface OrderPart {
  readonly entity_id: number;
  readonly created_at: string;
  readonly items: readonly DocumentItem[];
  readonly total_qty: number;
  readonly comments: readonly OrderComment[];
  /** Whether the customer was to be told; nobody is. */
  readonly notify: boolean;
  readonly arguments: Readonly<Record<string, unknown>> | null;
}

/** A shipment, inside its order. */
export interface Shipment extends OrderPart {
  readonly tracks: readonly (TrackPayload & { readonly entity_id: number })[];
  readonly packages: readonly Readonly<Record<string, unknown>>[];
}

/** An invoice, inside its order. */
export interface Invoice extends OrderPart {
  /** 1 open, 2 paid. */
  readonly state: number;
  readonly subtotal: number;
  readonly tax_amount: number;
  readonly discount_amount: number;
  readonly shipping_amount: number;
  readonly grand_total: number;
}

/** An order as stored, under its id; times are `YYYY-MM-DD HH:MM:SS`, UTC. */
export type OrderDocument = Omit<OrderPayload, 'entity_id' | 'items' | 'status_histories' | 'attributes'> & {
  readonly increment_id: string;
  readonly state: string;
  readonly status: string;
  readonly items: readonly OrderItem[];
  readonly comments: readonly OrderComment[];
  readonly shipments: readonly Shipment[];
  readonly invoices: readonly Invoice[];
  readonly attributes: Readonly<Record<string, unknown>>;
};

/** The number that a customer is told, of what has this id: nine digits. */
export const incrementIdOf = (id: number): string => String(id).padStart(9, '0');
