import type { MagentoApi } from '../magento-api.fixture';
import { expectRead } from '../magento-api.fixture';
import { makeProduct } from '../make-entities.fixture';
import type { JsonObject } from '../route-call.fixture';
import { NO_PRODUCT, errorRow, notFound, type RouteCase } from '../route-case.fixture';

const tier = (sku: string, fields: JsonObject = {}): JsonObject => ({
  price: 8,
  price_type: 'fixed',
  website_id: 0,
  sku,
  customer_group: 'ALL GROUPS',
  quantity: 5,
  ...fields,
});
const special = (sku: string): JsonObject => ({
  price: 9,
  store_id: 0,
  sku,
  price_from: '2026-01-01 00:00:00',
  price_to: '2036-01-01 00:00:00',
});

const informationOf = (api: MagentoApi, kind: string, sku: string): Promise<unknown> =>
  api.call('POST', `/products/${kind}-information`, { skus: [sku] });

/** A list of prices: one row for a product that is there, one for a sku that nobody has. */
function listCase(
  route: string,
  {
    kind,
    row,
    rest,
    before,
  }: {
    readonly kind: string;
    readonly row: (sku: string) => JsonObject;
    /** What is there afterwards; the row itself unless told. */
    readonly rest?: (sku: string) => readonly JsonObject[];
    /** A row to start with, and the path it is sent to. */
    readonly before?: readonly [path: string, row: (sku: string) => JsonObject];
  },
): RouteCase {
  return {
    route,
    good: async ({ api, name }) => {
      const sku = await makeProduct(api, name);
      if (before !== undefined) await api.call('POST', before[0], { prices: [before[1](sku)] });
      return {
        item: { prices: [row(sku)] },
        check: async (result) => {
          expect(result).toEqual([]);
          const expected = (rest?.(sku) ?? [row(sku)]).map(
            (each) => expect.objectContaining({ ...each }) as unknown,
          );
          expect(await informationOf(api, kind, sku)).toEqual(expected);
        },
      };
    },
    bad: ({ name }) => ({ item: { prices: [row(`nobody-${name}`)] }, verdict: errorRow(`nobody-${name}`) }),
  };
}

const none = (): readonly JsonObject[] => [];
const tiers = { kind: 'tier-prices' } as const;
const other = (sku: string): JsonObject => tier(sku, { quantity: 50, price: 5 });

const base = listCase('POST /products/base-prices', {
  kind: 'base-prices',
  row: (sku) => ({ price: 17.25, store_id: 0, sku }),
});

/** Prices of a sku. */
export const PRICE_CASES: readonly RouteCase[] = [
  listCase('POST /products/tier-prices', { ...tiers, row: tier }),
  listCase('PUT /products/tier-prices', { ...tiers, row: tier, before: ['/products/tier-prices', other] }),
  listCase('POST /products/tier-prices-delete', {
    ...tiers,
    row: tier,
    rest: none,
    before: ['/products/tier-prices', tier],
  }),
  {
    ...base,
    good: async (context) => {
      const good = await base.good(context);
      return {
        ...good,
        check: async (result, api) => {
          await good.check(result, api);
          await expectRead(api, `/products/${context.name}`, { price: 17.25 });
        },
      };
    },
  },
  listCase('POST /products/special-price', { kind: 'special-price', row: special }),
  listCase('POST /products/special-price-delete', {
    kind: 'special-price',
    row: special,
    rest: none,
    before: ['/products/special-price', special],
  }),
  listCase('POST /products/cost', { kind: 'cost', row: (sku) => ({ cost: 3.5, store_id: 0, sku }) }),
  {
    route: 'POST /products/:sku/group-prices/:customerGroupId/tiers/:qty/price/:price',
    good: async ({ api, name }) => {
      const sku = await makeProduct(api, name);
      return {
        path: { sku, customerGroupId: '1', qty: '10', price: '7.5' },
        item: { sku, customerGroupId: '1', qty: 10, price: 7.5 },
        check: async (result) => {
          expect(result).toBe(true);
          expect(await informationOf(api, 'tier-prices', sku)).toMatchObject([
            { sku, quantity: 10, price: 7.5, price_type: 'fixed', customer_group: 'General' },
          ]);
        },
      };
    },
    bad: ({ name: sku }) => ({
      path: { sku, customerGroupId: '1', qty: '10', price: '7.5' },
      item: { sku, customerGroupId: '1', qty: 10, price: 7.5 },
      verdict: notFound(NO_PRODUCT),
    }),
  },
];
