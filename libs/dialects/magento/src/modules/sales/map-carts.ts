import type { IncomingItem } from '@sluice/intake';
import { cartKeyOf } from '@sluice/schemas';
import { requiredFields } from '../../http/rest-error';
import { objectArgument, requiredInt, requiredText } from '../../items/scalar-arguments';
import type { JsonObject } from '../../json';
import type { ItemMapper, MagentoModule } from '../module';
import { CART_ITEM, PAYMENT } from './sales-shapes';

const onCart = (action: string, payload: JsonObject & { readonly cart_id: number }): IncomingItem => ({
  kind: 'operation',
  action,
  key: String(payload.cart_id),
  payload,
});

const mapCreate: ItemMapper = () => ({
  kind: 'deferred',
  ids: { collection: 'carts', count: 1 },
  finish: ({ ids: [cart_id = 0] }) => ({ ...onCart('create', { cart_id }), hashed: {} }),
});

const mapItem: ItemMapper = (args, { limits }) => {
  const payload = objectArgument(args, 'cartItem', { shape: CART_ITEM, limits });
  const { quote_id } = payload;
  if (typeof quote_id !== 'string' || quote_id === '') throw requiredFields(['quote_id']);
  return { kind: 'operation', action: 'save-item', key: cartKeyOf(quote_id), payload };
};

const mapRemove: ItemMapper = (args) =>
  onCart('remove-item', { cart_id: requiredInt(args, 'cartId'), item_id: requiredInt(args, 'itemId') });

const mapCoupon: ItemMapper = (args) =>
  onCart('set-coupon', {
    cart_id: requiredInt(args, 'cartId'),
    coupon_code: requiredText(args, 'couponCode'),
  });

/** The order's id is taken here, so that a try that dies is known again by it. */
const mapPlace: ItemMapper = (args, { limits }) => {
  const cart_id = requiredInt(args, 'cartId');
  const payment = args.has('paymentMethod')
    ? { payment_method: objectArgument(args, 'paymentMethod', { shape: PAYMENT, limits }) }
    : {};
  return {
    kind: 'deferred',
    ids: { collection: 'orders', count: 1 },
    finish: ({ ids: [order_id = 0] }) => ({
      ...onCart('place', { cart_id, order_id, ...payment }),
      hashed: { cart_id, ...payment },
    }),
  };
};

export const CART_MAPPERS: MagentoModule['mappers'] = {
  'cart/create': mapCreate,
  'cart/save-item': mapItem,
  'cart/remove-item': mapRemove,
  'cart/set-coupon': mapCoupon,
  'cart/place': mapPlace,
};

export const CART_ITEMS: MagentoModule['items'] = {
  'cart/create': () => ({}),
  'cart/save-item': (payload) => ({ cartItem: payload }),
  'cart/remove-item': ({ cart_id, item_id }) => ({ cartId: cart_id, itemId: item_id }),
  'cart/set-coupon': ({ cart_id, coupon_code }) => ({ cartId: cart_id, couponCode: coupon_code }),
  'cart/place': ({ cart_id, payment_method }) => ({
    cartId: cart_id,
    ...(payment_method === undefined ? {} : { paymentMethod: payment_method }),
  }),
};
