import fc from 'fast-check';
import type { CartDocument, OrderDocument } from '@sluice/schemas';
import { context, type Outside } from '../supplies.fixture';
import { cartModel } from './cart';

const product = {
  sku: 'A-1',
  type_id: 'simple',
  price: 10,
  global: { name: 'Bag', custom_attributes: [] },
  stores: [{ code: 'french', values: { name: 'Sac', custom_attributes: [] } }],
};
const rule = { is_active: true, coupons: [{ coupon_id: 1, code: 'SAVE', created_at: '' }] };
const outside: Outside = {
  documents: { 'products/a-1': product, 'products/b-1': { ...product, sku: 'B-1' }, 'sales_rules/3': rule },
  refs: { 'sales_rules/coupon:save': '3' },
  nextId: 70,
};

type Step = [action: string, payload: Record<string, unknown>, more?: Outside];

const act = (before: unknown, ...[action, payload, more = outside]: Step) =>
  cartModel.apply(before, { action, payload }, context(more, 5));

const applied = (...args: Parameters<typeof act>) => {
  const answer = act(...args);
  if (answer.kind === 'refused') throw new Error(answer.refusal.message);
  return { ...answer, cart: answer.document as CartDocument };
};
const refusal = (...args: Parameters<typeof act>) => {
  const answer = act(...args);
  return answer.kind === 'refused' ? [answer.refusal.code, answer.refusal.message] : answer;
};

const item = (more: Record<string, unknown> = {}) => ({ quote_id: '5', sku: 'a-1', qty: 2, ...more });
const empty = applied(null, 'create', { cart_id: 5 }).cart;
const full = applied(empty, 'save-item', item()).cart;

describe('a cart refuses', () => {
  it.each([
    ['save-item', { quote_id: 'masked', qty: 1 }, 'No such entity with cartId = masked'],
    ['set-coupon', { cart_id: 5, coupon_code: 'SAVE' }, 'No such entity with cartId = 5'],
    ['place', { cart_id: 5, order_id: 9 }, 'No such entity with cartId = 5'],
  ])('%s where there is none, or it has been ordered', (action, payload, message) => {
    const placed = applied(full, 'place', { cart_id: 5, order_id: 9 }).cart;
    expect(refusal(null, action, payload)).toEqual(['not_found', message]);
    expect(refusal(placed, action, payload)).toEqual(['not_found', message]);
  });

  it.each([
    [
      'save-item',
      item({ sku: 'x' }),
      "The product that was requested doesn't exist. Verify the product and try again.",
    ],
    ['save-item', item({ qty: 0 }), 'Invalid value of "0" provided for the qty field.'],
    ['save-item', item({ qty: null }), 'Invalid value of "" provided for the qty field.'],
    ['save-item', item({ item_id: 99 }), "The 5 Cart doesn't contain the 99 item."],
    ['remove-item', { cart_id: 5, item_id: 99 }, "The 5 Cart doesn't contain the 99 item."],
    [
      'set-coupon',
      { cart_id: 5, coupon_code: 'NO' },
      "The coupon code isn't valid. Verify the code and try again.",
    ],
  ])('%s of %j', (action, payload, message) => {
    expect(refusal(full, action, payload)).toEqual([expect.any(String), message]);
  });

  it('a coupon or an order while it is empty', () => {
    expect(refusal(empty, 'set-coupon', { cart_id: 5, coupon_code: 'SAVE' })).toEqual([
      'not_found',
      'The "5" Cart doesn\'t contain products.',
    ]);
    expect(refusal(empty, 'place', { cart_id: 5, order_id: 9 })).toEqual([
      'empty_cart',
      'A server error stopped your order from being placed. Please try to place your order again.',
    ]);
  });

  it.each([{ is_active: false }, { to_date: '2026-01-30' }, { from_date: '2026-02-01' }])(
    'the coupon of a rule that is not in force: %j',
    (changed) => {
      const documents = { 'sales_rules/3': { ...rule, ...changed } };
      const [code] = refusal(
        full,
        'set-coupon',
        { cart_id: 5, coupon_code: 'SAVE' },
        { ...outside, documents },
      ) as string[];
      expect(code).toBe('not_found');
    },
  );
});

describe('a cart', () => {
  it('takes name and price from the catalogue and answers the item', () => {
    const { cart, result } = applied(empty, 'save-item', item({ name: 'mine', price: 1 }));
    const expected = { item_id: 70, sku: 'A-1', qty: 2, name: 'Bag', price: 10, product_type: 'simple' };
    expect(cart.items).toEqual([expected]);
    expect(JSON.parse(result ?? '')).toEqual({ ...expected, quote_id: '5' });
  });

  it('has the name and the price of its store view', () => {
    const operation = { action: 'create', scope: 'french', payload: { cart_id: 5 } };
    const french = cartModel.apply(null, operation, context({}, 5)) as { document: CartDocument };
    const base = [
      { store_id: 0, price: 8 },
      { store_id: 2, price: 7 },
    ];
    const documents = { ...outside.documents, 'prices/a-1': { base } };
    const { cart } = applied(french.document, 'save-item', item(), { documents });
    expect(cart.items[0]).toMatchObject({ name: 'Sac', price: 7 });
    expect(applied(empty, 'save-item', item(), { documents }).cart.items[0]).toMatchObject({ price: 8 });
  });

  it('keeps the same sku with other options apart', () => {
    const options = { product_option: { extension_attributes: { custom_options: [1] } } };
    const { cart } = applied(full, 'save-item', item(options), { ...outside, nextId: 71 });
    expect(cart.items.map(({ item_id, qty }) => [item_id, qty])).toEqual([
      [70, 2],
      [71, 2],
    ]);
  });

  it('becomes an order, whose items keep their ids', () => {
    const coupon = applied(full, 'set-coupon', { cart_id: 5, coupon_code: ' save ' }).cart;
    const { cart, also } = applied(coupon, 'place', {
      cart_id: 5,
      order_id: 9,
      payment_method: { method: 'checkmo', attributes: { note: 1 } },
    });
    expect(cart).toMatchObject({ is_active: false, order_id: 9 });
    expect(also).toMatchObject([{ collection: 'orders', key: '9', id: 9 }]);
    expect(also?.[0]?.document).toMatchObject({
      increment_id: '000000009',
      state: 'new',
      status: 'pending',
      quote_id: 5,
      coupon_code: 'save',
      grand_total: 20,
      attributes: { payment: { method: 'checkmo', note: 1 } },
      items: [{ item_id: 70, sku: 'A-1', qty_ordered: 2, qty_shipped: 0, row_total: 20 }],
    });
  });

  it("takes the order that a try left behind for its own, and nobody else's", () => {
    const order = applied(full, 'place', { cart_id: 5, order_id: 9 }).also?.[0]?.document as OrderDocument;
    const again = applied(full, 'place', { cart_id: 5, order_id: 9 }, { documents: { 'orders/9': order } });
    expect(again.also).toBeUndefined();
    expect(again.cart.is_active).toBe(false);
    const foreign = { documents: { 'orders/9': { ...order, quote_id: 6 } } };
    expect(refusal(full, 'place', { cart_id: 5, order_id: 9 }, foreign)).toEqual([
      'already_exists',
      'There is another order with the id 9.',
    ]);
  });

  it('holds what was put in less what was taken out', () => {
    const step = fc.record({
      sku: fc.constantFrom('a-1', 'B-1', 'A-1'),
      qty: fc.integer({ min: -1, max: 5 }),
      remove: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        let cart: CartDocument = empty;
        const expected = new Map<string, number>();
        steps.forEach(({ sku, qty, remove }, index) => {
          const name = sku.toUpperCase();
          const held = cart.items.find((candidate) => candidate.sku === name);
          const answer = remove
            ? act(cart, 'remove-item', { cart_id: 5, item_id: held?.item_id ?? 1 })
            : act(cart, 'save-item', item({ sku, qty }), { ...outside, nextId: 100 + index });
          if (remove) expected.delete(name);
          else if (qty > 0) expected.set(name, (expected.get(name) ?? 0) + qty);
          expect(answer.kind).toBe((remove ? held !== undefined : qty > 0) ? 'applied' : 'refused');
          if (answer.kind === 'applied') cart = answer.document as CartDocument;
        });
        expect(new Map(cart.items.map((held) => [held.sku, held.qty]))).toEqual(expected);
        expect(new Set(cart.items.map(({ item_id }) => item_id)).size).toBe(cart.items.length);
      }),
    );
  });
});
