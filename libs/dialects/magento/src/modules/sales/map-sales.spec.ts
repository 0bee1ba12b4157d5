import fc from 'fast-check';
import { BUILT_IN_STORES, findAction } from '@sluice/schemas';
import { RestError } from '../../http/rest-error';
import { createArgumentReader } from '../../items/arguments';
import { unfold } from '../../items/shape';
import type { JsonObject } from '../../json';
import type { MagentoModule } from '../module';
import { contentModule } from '../content';
import { salesModule } from './index';

const context = {
  scope: undefined,
  limits: { maxNestedItems: 20 },
  stores: BUILT_IN_STORES,
  seal: (secret: string) => secret,
};

/** The operation an item becomes, with 77 for the id it gets; and the entity it is of. */
function mapped({ writes, mappers }: MagentoModule, name: string, item: JsonObject) {
  const row = writes.find(({ entity, action }) => `${entity}/${action}` === name);
  const map = mappers[name];
  if (row === undefined || map === undefined) throw new Error(`no ${name}`);
  const incoming = map(createArgumentReader(row.params)(item), context);
  const done = incoming.kind === 'deferred' ? incoming.finish({ ids: [77], key: () => undefined }) : incoming;
  if (done.kind !== 'operation') throw new Error(done.kind);
  return { ...done, entity: row.entity };
}

const refusal = (module: MagentoModule, name: string, item: JsonObject): unknown => {
  try {
    return mapped(module, name, item);
  } catch (error) {
    return error instanceof RestError ? [error.status, error.body.message] : error;
  }
};

const REQUIRED = '"%fieldName" is required. Enter and try again.';

const REFUSED = [
  [salesModule, 'cart/save-item', { cartItem: { sku: 'A', qty: 1 } }, REQUIRED],
  [salesModule, 'sales_rule/generate', { couponSpec: { quantity: 1 } }, REQUIRED],
  [salesModule, 'cart/set-coupon', { cartId: 1, couponCode: '' }, REQUIRED],
  [salesModule, 'order/ship', { orderId: 1, items: {} }, /LineItemInterface\[\]" type was expected/],
  [salesModule, 'cart/remove-item', { cartId: 'a', itemId: 1 }, /"int" type was expected/],
  [
    salesModule,
    'order/create',
    { entity: { items: [{ qty_ordered: 'x' }] } },
    /during "qty_ordered" processing/,
  ],
  [contentModule, 'cms_page/create', { page: { active: 'maybe' } }, /"bool" type was expected/],
  [contentModule, 'cms_page/delete', {}, REQUIRED],
] as const;

describe('items of sales and content are refused', () => {
  it.each(REFUSED.map((row) => [row[1], row] as const))('%#: %s', (_name, [module, name, item, message]) => {
    expect(refusal(module, name, item)).toEqual([400, expect.stringMatching(message)]);
  });
});

describe('the id of what is saved', () => {
  it('is taken where none is sent, and is no part of what was sent', () => {
    const page = { identifier: 'a', title: 'A' };
    for (const none of [{}, { id: 0 }, { id: null }]) {
      expect(mapped(contentModule, 'cms_page/create', { page: { ...page, ...none } })).toMatchObject({
        action: 'create',
        key: '77',
        payload: { id: 77, ...page },
        hashed: page,
      });
    }
  });

  it('names what is changed where one is sent', () => {
    expect(mapped(contentModule, 'cms_page/create', { page: { id: '5', title: 'A' } })).toMatchObject({
      action: 'update',
      key: '5',
      payload: { id: 5, title: 'A' },
    });
  });

  it('of a cart may be no id at all: that is told when it is applied', () => {
    const cartItem = { quote_id: 'masked', sku: 'A', qty: 1 };
    expect(mapped(salesModule, 'cart/save-item', { cartItem })).toMatchObject({
      key: '0',
      payload: cartItem,
    });
  });
});

const extra = fc.dictionary(
  fc.constantFrom('__proto__', '$where', 'a.b', 'attributes', 'custom'),
  fc.jsonValue({ maxDepth: 1 }),
);
const open = (properties: JsonObject) =>
  extra.map((more) => Object.fromEntries([...Object.entries(more), ...Object.entries(properties)]));

const ITEMS: [MagentoModule, string, fc.Arbitrary<JsonObject>][] = [
  [salesModule, 'cart/create', fc.constant({})],
  [
    salesModule,
    'cart/save-item',
    open({ quote_id: '5', item_id: 3, sku: 'A', qty: 1.5 }).map((cartItem) => ({ cartItem })),
  ],
  [salesModule, 'cart/remove-item', fc.constant({ cartId: 5, itemId: 3 })],
  [salesModule, 'cart/set-coupon', fc.constant({ cartId: 5, couponCode: 'A/1' })],
  [
    salesModule,
    'cart/place',
    open({ method: 'checkmo' }).map((paymentMethod) => ({ cartId: 5, paymentMethod })),
  ],
  [
    salesModule,
    'order/create',
    open({ items: [{ sku: 'A', qty_ordered: 1, other: 1 }], base_grand_total: 3 }).map((entity) => ({
      entity,
    })),
  ],
  [
    salesModule,
    'order/ship',
    open({ track_number: 'T', title: 't', carrier_code: 'c' }).map((track) => ({
      orderId: 9,
      items: [{ order_item_id: 3, qty: 1 }],
      notify: true,
      appendComment: false,
      comment: { comment: 'hi', is_visible_on_front: 0 },
      tracks: [track],
    })),
  ],
  [salesModule, 'order/invoice', fc.constant({ orderId: 9, capture: true, items: [] })],
  [
    salesModule,
    'order/comment',
    open({ comment: 'hi', status: 's' }).map((statusHistory) => ({ id: 9, statusHistory })),
  ],
  [
    salesModule,
    'sales_rule/create',
    open({ name: 'r', website_ids: [1], is_active: true }).map((rule) => ({ rule })),
  ],
  [
    salesModule,
    'sales_rule/generate',
    open({ rule_id: 3, quantity: 2, length: 8 }).map((couponSpec) => ({ couponSpec })),
  ],
  [
    contentModule,
    'cms_page/create',
    open({ identifier: 'a', title: 'A', active: false }).map((page) => ({ page })),
  ],
  [contentModule, 'cms_page/update', open({ id: 5, sort_order: '1' }).map((page) => ({ page }))],
  [contentModule, 'cms_page/delete', fc.constant({ pageId: 5 })],
  [contentModule, 'cms_block/create', open({ identifier: 'a', title: 'A' }).map((block) => ({ block }))],
];

describe('an item as a payload', () => {
  it.each(ITEMS.map((row) => [row[1], row] as const))(
    '%s passes its schema, has its key, and comes back from its own item',
    (_name, [module, name, arbitrary]) => {
      fc.assert(
        fc.property(arbitrary, (item) => {
          const { entity, action, key, payload } = mapped(module, name, item);
          const spec = findAction(entity, action);
          expect(spec?.payload.safeParse(payload).success).toBe(true);
          expect(spec?.keyOf(payload as never)).toBe(key);
          const shown = module.items[`${entity}/${action}`]?.(payload);
          const again = mapped(module, name, JSON.parse(JSON.stringify(unfold(shown))) as JsonObject);
          expect(JSON.stringify(again.payload)).toBe(JSON.stringify(payload));
        }),
        { numRuns: 40 },
      );
    },
  );

  it('is there for every row', () => {
    for (const { writes, items } of [salesModule, contentModule]) {
      const named = writes.map(({ entity, action }) => `${entity}/${action}`);
      expect(Object.keys(items)).toEqual(expect.arrayContaining(named));
    }
  });
});
