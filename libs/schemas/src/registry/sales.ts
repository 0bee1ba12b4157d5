import {
  cartCouponPayload,
  cartCreatePayload,
  cartItemPayload,
  cartItemRemovePayload,
  cartKeyOf,
  cartPlacePayload,
} from '../entities/cart';
import { orderCommentPayload, orderInvoicePayload, orderPayload, orderShipPayload } from '../entities/order';
import { couponSpecPayload, salesRulePayload } from '../entities/sales-rule';
import type { EntitySpec } from '../entity-spec';

const cartKey = ({ cart_id }: { cart_id: number }): string => String(cart_id);

const cart: EntitySpec = {
  name: 'cart',
  collection: 'carts',
  consumer: 'sales',
  id: 'key',
  actions: {
    create: { idempotent: false, payload: cartCreatePayload, keyOf: cartKey },
    'save-item': {
      idempotent: false,
      payload: cartItemPayload,
      keyOf: ({ quote_id }: { quote_id: string }) => cartKeyOf(quote_id),
    },
    'remove-item': { idempotent: false, payload: cartItemRemovePayload, keyOf: cartKey },
    'set-coupon': { idempotent: true, payload: cartCouponPayload, keyOf: cartKey },
    place: { idempotent: false, payload: cartPlacePayload, keyOf: cartKey },
  },
};

const entityKey = ({ entity_id }: { entity_id: number }): string => String(entity_id);
const orderKey = ({ order_id }: { order_id: number }): string => String(order_id);

const order: EntitySpec = {
  name: 'order',
  collection: 'orders',
  consumer: 'sales',
  id: 'key',
  actions: {
    create: { idempotent: false, payload: orderPayload, keyOf: entityKey },
    update: { idempotent: true, payload: orderPayload, keyOf: entityKey },
    ship: { idempotent: false, payload: orderShipPayload, keyOf: orderKey },
    invoice: { idempotent: false, payload: orderInvoicePayload, keyOf: orderKey },
    comment: { idempotent: false, payload: orderCommentPayload, keyOf: orderKey },
  },
};

const ruleKey = ({ rule_id }: { rule_id: number }): string => String(rule_id);

const salesRule: EntitySpec = {
  name: 'sales_rule',
  collection: 'sales_rules',
  consumer: 'sales',
  id: 'key',
  actions: {
    create: { idempotent: false, payload: salesRulePayload, keyOf: ruleKey },
    update: { idempotent: true, payload: salesRulePayload, keyOf: ruleKey },
    generate: { idempotent: false, payload: couponSpecPayload, keyOf: ruleKey },
  },
};

/** Carts, orders and sales rules. */
export const salesEntities: readonly EntitySpec[] = [cart, order, salesRule];
