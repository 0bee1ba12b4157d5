import fc from 'fast-check';
import type { IncomingItem } from '@sluice/intake';
import { BUILT_IN_STORES, canonicalSku, findAction } from '@sluice/schemas';
import { RestError } from '../../http/rest-error';
import { toWriteRoute } from '../../items/write-route';
import { unfold } from '../../items/shape';
import type { DeferredItem, MapContext } from '../module';
import { PRICE_ITEMS } from './map-prices';
import { PRICE_ROWS } from './price-rows';

const CONTEXT: MapContext = {
  scope: undefined,
  limits: { maxNestedItems: 20 },
  stores: BUILT_IN_STORES,
  seal: (secret) => secret,
};

const routeOf = (action: string) => {
  const row = PRICE_ROWS.find((one) => one.action === action);
  if (row === undefined) throw new Error(`no row for ${action}`);
  return toWriteRoute(row);
};

const map = (action: string, item: unknown): IncomingItem | DeferredItem =>
  routeOf(action).toItem(item, CONTEXT);

const refusal = (action: string, item: unknown): unknown => {
  try {
    return map(action, item);
  } catch (error) {
    return error instanceof RestError ? error.body.message : error;
  }
};

const BASE = { sku: 'A-1', price: 3, store_id: 0 };

describe('a price list that is refused', () => {
  it.each([
    [{}, '"%fieldName" is required. Enter and try again.'],
    [{ prices: [{ price: 3, store_id: 0 }] }, '"%fieldName" is required. Enter and try again.'],
    [{ prices: [{ ...BASE, sku: '' }] }, '"%fieldName" is required. Enter and try again.'],
    [
      { prices: [{ ...BASE, price: 'abc' }] },
      'Error occurred during "price" processing. The "abc" value\'s type is invalid. The "float" type was expected. Verify and try again.',
    ],
    [
      { prices: [5] },
      'The "5" value\'s type is invalid. The "Magento\\Catalog\\Api\\Data\\BasePriceInterface" type was expected. Verify and try again.',
    ],
    [{ prices: Array.from({ length: 21 }, () => BASE) }, 'Maximum items of type "%type" is %max'],
  ])('%j', (item, message) => {
    expect(refusal('base', item)).toBe(message);
  });

  it('for a sku that no message can be keyed by is rejected alone', () => {
    const prices = [BASE, { ...BASE, sku: 'x'.repeat(2000) }];
    expect(map('base', { prices })).toMatchObject({ kind: 'rejected', code: 'key_too_long' });
  });
});

describe('a price list', () => {
  it('of one sku, in whatever case, is one operation', () => {
    const prices = [BASE, { sku: 'a-1', price: '2.5', storeId: '1', note: 'x' }];
    expect(map('base', { prices })).toEqual({
      kind: 'operation',
      action: 'base',
      key: 'a-1',
      payload: {
        sku: 'A-1',
        prices: [
          { price: 3, store_id: 0 },
          { price: 2.5, store_id: 1, attributes: { note: 'x' } },
        ],
      },
    });
  });

  it('of several skus is one operation in parts', () => {
    const item = map('cost', { prices: [{ sku: 'B', cost: 1, store_id: 0 }, BASE, { sku: 'b' }] });
    expect(item).toMatchObject({
      kind: 'parts',
      emptyResult: '[]',
      parts: [{ key: 'b', payload: { sku: 'B', prices: [{ cost: 1, store_id: 0 }, {}] } }, { key: 'a-1' }],
    });
  });

  it('without a row is done at once', () => {
    expect(map('special', { prices: [] })).toMatchObject({ kind: 'parts', parts: [], emptyResult: '[]' });
  });
});

const text = fc.string({ minLength: 1, maxLength: 5 }).filter((value) => !/\p{Surrogate}/u.test(value));
const float = fc
  .double({ noNaN: true, noDefaultInfinity: true })
  .map((number) => (number === 0 ? 0 : number));
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const row = fc.record(
  {
    sku: text,
    price: optional(float),
    store_id: optional(fc.integer()),
    price_type: optional(text),
    website_id: optional(fc.nat()),
    customer_group: optional(text),
    quantity: optional(float),
    cost: optional(float),
    price_from: optional(text),
    extension_attributes: fc.jsonValue(),
  },
  { requiredKeys: ['sku'] },
);
const listAction = fc.constantFrom('base', 'special', 'cost', 'tier-update', 'tier-replace', 'tier-delete');

const operationsOf = (item: IncomingItem | DeferredItem) => {
  if (item.kind === 'operation') return [item];
  if (item.kind === 'parts') return item.parts;
  throw new Error(item.kind);
};

describe('the payload of a price list', () => {
  it('passes its schema under its key, and comes back from the item it stands for', () => {
    fc.assert(
      fc.property(listAction, fc.array(row, { minLength: 1, maxLength: 6 }), (action, prices) => {
        for (const { key, payload } of operationsOf(map(action, { prices }))) {
          const spec = findAction('price', action);
          expect(spec?.payload.safeParse(payload).success).toBe(true);
          expect(spec?.keyOf(payload as never)).toBe(key);
          expect(key).toBe(canonicalSku(String(payload['sku'])));
          const item = unfold(PRICE_ITEMS[`price/${action}`]?.(payload));
          expect(operationsOf(map(action, item))).toEqual([expect.objectContaining({ key, payload })]);
        }
      }),
    );
  });

  it('of one tier price comes from the path, and goes back to it', () => {
    const sent = { sku: 'A-1', customerGroupId: 'all', qty: '2', price: '9.5' };
    const payload = { sku: 'A-1', customer_group_id: 'all', price: 9.5, quantity: 2 };
    expect(map('tier-add', sent)).toEqual({ kind: 'operation', action: 'tier-add', key: 'a-1', payload });
    const back = PRICE_ITEMS['price/tier-add']?.(payload);
    expect(back).toEqual({ sku: 'A-1', customerGroupId: 'all', price: 9.5, qty: 2 });
  });
});
