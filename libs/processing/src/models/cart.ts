import {
  ALL_SCOPES,
  couponRef,
  type CartCouponPayload,
  type CartDocument,
  type CartItemPayload,
  type CartItemRemovePayload,
  type CartPlacePayload,
  type SalesRuleDocument,
} from '@sluice/schemas';
import type { Applied, AppliedOperation, EntityModel, OperationContext } from '../model';
import { sameJson } from '../same-json';
import { removeItem, saveItem, type CartChange } from './cart-items';
import { placeOrder } from './cart-order';
import { refuse, timestamp } from './sent-fields';

const cartNotFound = (cartId: unknown): Applied =>
  refuse('not_found', `No such entity with cartId = ${String(cartId)}`);

const COUPON_NOT_VALID = "The coupon code isn't valid. Verify the code and try again.";

function create(
  before: CartDocument | null,
  { scope, payload }: AppliedOperation,
  context: OperationContext,
): Applied {
  if (before !== null)
    return refuse('already_exists', `There is a cart ${String(payload['cart_id'])} already.`);
  const { stores, now } = context;
  const view = stores.views.find(({ code }) => code === (scope ?? stores.defaultView));
  const document: CartDocument = {
    created_at: timestamp(now),
    updated_at: timestamp(now),
    is_active: true,
    store_id: scope === ALL_SCOPES ? 0 : (view?.id ?? 0),
    items: [],
    coupon_code: null,
    order_id: null,
  };
  return { kind: 'applied', document };
}

/** Bounds of a rule are days, both included. */
function isInForce({ is_active, from_date, to_date }: SalesRuleDocument, now: number): boolean {
  const day = timestamp(now).slice(0, 10);
  const begun = (from_date ?? '') === '' || (from_date ?? '').slice(0, 10) <= day;
  const ended = (to_date ?? '') !== '' && (to_date ?? '').slice(0, 10) < day;
  return is_active === true && begun && !ended;
}

function setCoupon({ cart, context }: CartChange, { cart_id, coupon_code }: CartCouponPayload): Applied {
  if (cart.items.length === 0) {
    return refuse('not_found', `The "${String(cart_id)}" Cart doesn't contain products.`);
  }
  const code = coupon_code.trim();
  const key = context.supplies.locate('sales_rules', couponRef(code));
  const rule =
    key === undefined ? null : (context.supplies.document('sales_rules', key) as SalesRuleDocument | null);
  if (rule === null || !isInForce(rule, context.now)) return refuse('not_found', COUPON_NOT_VALID);
  return {
    kind: 'applied',
    document: { ...cart, coupon_code: code, updated_at: timestamp(context.now) },
  };
}

function change({ action, payload }: AppliedOperation, at: CartChange): Applied {
  if (action === 'save-item') return saveItem(at, payload as CartItemPayload);
  if (action === 'set-coupon') return setCoupon(at, payload as CartCouponPayload);
  if (action === 'place') return placeOrder(at, payload as CartPlacePayload);
  const { cart_id, item_id } = payload as CartItemRemovePayload;
  return removeItem(at, cart_id, item_id);
}

function resultOf({ action, payload }: AppliedOperation, id: number | null): string | null {
  if (action === 'create') return String(id);
  if (action === 'place') return String((payload as CartPlacePayload).order_id);
  return action === 'save-item' ? null : 'true';
}

const timeless = (document: unknown): object => ({ ...(document as CartDocument), updated_at: '' });

/** Carts: a placed one takes no more changes and looks as if it were not there (contract magento-bulk 7 and 8). */
export const cartModel: EntityModel = {
  apply(document, operation, context): Applied {
    const cart = document as CartDocument | null;
    if (operation.action === 'create') return create(cart, operation, context);
    const { cart_id, quote_id } = operation.payload;
    if (cart?.is_active !== true) return cartNotFound(cart_id ?? quote_id);
    return change(operation, { cart, context });
  },
  same: (before, after) => before !== null && after !== null && sameJson(timeless(before), timeless(after)),
  result: resultOf,
};
