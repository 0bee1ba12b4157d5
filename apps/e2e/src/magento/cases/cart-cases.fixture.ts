import { expectRead } from '../magento-api.fixture';
import { idIn, makeCart, makeCoupons, makeFilledCart, makeProduct } from '../make-entities.fixture';
import { NO_ID, notFound, type RouteCase } from '../route-case.fixture';

const noItem = (cart: number): string =>
  `The ${String(cart)} Cart doesn't contain the ${String(NO_ID)} item.`;

/** Items and coupons of carts. */
export const CART_CASES: readonly RouteCase[] = [
  {
    route: 'POST /carts/:quoteId/items',
    good: async ({ api, name }) => {
      const [cart, sku] = [await makeCart(api), await makeProduct(api, name)];
      return {
        path: { quoteId: String(cart) },
        item: { cartItem: { sku, qty: 2, quote_id: String(cart) } },
        inPath: [['cartItem', 'quote_id']],
        check: async (result) =>
          expectRead(api, `/carts/${String(cart)}`, {
            id: cart,
            items: [{ item_id: idIn(result, 'item_id'), sku, qty: 2 }],
          }),
      };
    },
    bad: async ({ api, name }) => {
      const sku = await makeProduct(api, `bad-${name}`);
      return {
        path: { quoteId: String(NO_ID) },
        item: { cartItem: { sku, qty: 2, quote_id: String(NO_ID) } },
        inPath: [['cartItem', 'quote_id']],
        verdict: notFound(`No such entity with cartId = ${String(NO_ID)}`),
      };
    },
  },
  {
    route: 'PUT /carts/:cartId/items/:itemId',
    good: async ({ api, name }) => {
      const { cart, item } = await makeFilledCart(api, name);
      return {
        path: { cartId: String(cart), itemId: String(item) },
        item: { cartItem: { item_id: item, qty: 5, quote_id: String(cart) } },
        inPath: [
          ['cartItem', 'item_id'],
          ['cartItem', 'quote_id'],
        ],
        check: async () => expectRead(api, `/carts/${String(cart)}`, { items: [{ item_id: item, qty: 5 }] }),
      };
    },
    bad: async ({ api }) => {
      const cart = await makeCart(api);
      return {
        path: { cartId: String(cart), itemId: String(NO_ID) },
        item: { cartItem: { item_id: NO_ID, qty: 5, quote_id: String(cart) } },
        verdict: notFound(noItem(cart)),
      };
    },
  },
  {
    route: 'DELETE /carts/:cartId/items/:itemId',
    good: async ({ api, name }) => {
      const { cart, item } = await makeFilledCart(api, name);
      return {
        path: { cartId: String(cart), itemId: String(item) },
        item: { cartId: cart, itemId: item },
        check: async (result) => {
          expect(result).toBe(true);
          await expectRead(api, `/carts/${String(cart)}`, { items: [] });
        },
      };
    },
    bad: async ({ api }) => {
      const cart = await makeCart(api);
      return {
        path: { cartId: String(cart), itemId: String(NO_ID) },
        item: { cartId: cart, itemId: NO_ID },
        verdict: notFound(noItem(cart)),
      };
    },
  },
  {
    route: 'PUT /carts/:cartId/coupons/:couponCode',
    good: async ({ api, name }) => {
      const { cart } = await makeFilledCart(api, name);
      const [couponCode = ''] = await makeCoupons(api, name, 1);
      return {
        path: { cartId: String(cart), couponCode },
        item: { cartId: cart, couponCode },
        check: async (result) => {
          expect(result).toBe(true);
          expect((await api.read(`/carts/${String(cart)}/coupons`)).json).toBe(couponCode);
        },
      };
    },
    bad: async ({ api, name }) => {
      const { cart } = await makeFilledCart(api, `bad-${name}`);
      return {
        path: { cartId: String(cart), couponCode: 'NO-SUCH' },
        item: { cartId: cart, couponCode: 'NO-SUCH' },
        verdict: notFound("The coupon code isn't valid. Verify the code and try again."),
      };
    },
  },
];
