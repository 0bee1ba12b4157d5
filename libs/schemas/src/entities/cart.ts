import { z } from 'zod';
import { openObject } from '../open-object';

const POSITIVE = /^[1-9]\d{0,14}$/;

/** The key of a cart whose id is not an id: none is ever stored there. */
const NO_CART = '0';

/** A cart is named by text in its items (contract magento-bulk 8, "Types"); what is no id leads to no cart. */
export const cartKeyOf = (quoteId: string): string => (POSITIVE.test(quoteId) ? quoteId : NO_CART);

/** Payload of `cart/create`. */
export const cartCreatePayload = z.object({ cart_id: z.int() });

/** Payload of `cart/save-item`: with an `item_id` that item's quantity is set, without one the sku is added. */
export const cartItemPayload = z.object({
  quote_id: z.string(),
  item_id: z.int().nullish(),
  sku: z.string().nullish(),
  qty: z.number().nullish(),
  name: z.string().nullish(),
  price: z.number().nullish(),
  product_type: z.string().nullish(),
  product_option: z.unknown().optional(),
  extension_attributes: z.unknown().optional(),
  attributes: openObject.optional(),
});
export type CartItemPayload = z.infer<typeof cartItemPayload>;

/** Payload of `cart/remove-item`. */
export const cartItemRemovePayload = z.object({ cart_id: z.int(), item_id: z.int() });
export type CartItemRemovePayload = z.infer<typeof cartItemRemovePayload>;

/** Payload of `cart/set-coupon`. */
export const cartCouponPayload = z.object({ cart_id: z.int(), coupon_code: z.string() });
export type CartCouponPayload = z.infer<typeof cartCouponPayload>;

/** Payload of `cart/place`; the order's id has been taken before. */
export const cartPlacePayload = z.object({
  cart_id: z.int(),
  order_id: z.int(),
  payment_method: openObject.nullish(),
});
export type CartPlacePayload = z.infer<typeof cartPlacePayload>;

/** What lies in a cart. */
export interface CartItem {
  readonly item_id: number;
  readonly sku: string;
  readonly qty: number;
  readonly name: string;
  readonly price: number;
  readonly product_type: string;
  readonly product_option?: unknown;
  readonly extension_attributes?: unknown;
  readonly attributes?: Readonly<Record<string, unknown>>;
}

/** A cart as stored, under its id; times are `YYYY-MM-DD HH:MM:SS`, UTC. */
export interface CartDocument {
  readonly created_at: string;
  readonly updated_at: string;
  /** False once it has been ordered: then nothing changes it any more. */
  readonly is_active: boolean;
  readonly store_id: number;
  readonly items: readonly CartItem[];
  readonly coupon_code: string | null;
  /** The order it became. */
  readonly order_id: number | null;
}
