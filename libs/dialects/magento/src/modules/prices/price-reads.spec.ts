import type { PriceDocument } from '@sluice/schemas';
import { basePriceOf } from './base-price';
import { PRICE_READS } from './price-reads';
import { answerOf, readContext, type Held } from './read-context.fixture';

const TIER = { website_id: 0, quantity: 2, price: 9, price_type: 'fixed' } as const;

const PRICES: PriceDocument = {
  sku: 'A-1',
  base: [
    { store_id: 0, price: 10, attributes: { note: 'x', price: 99 } },
    { store_id: 2, price: 12 },
  ],
  special: [{ store_id: 1, price: 8, price_from: null, price_to: '2026-01-01 00:00:00' }],
  cost: [{ store_id: 0, cost: 4 }],
  tiers: [
    { ...TIER, customer_group: 'ALL GROUPS' },
    { ...TIER, customer_group: 'general', price: 25, price_type: 'discount' },
  ],
};

const HELD: Held = {
  'product/a-1': { document: { price: 7 }, id: 1 },
  'price/a-1': { document: PRICES },
  'price/gone': { document: { ...PRICES, sku: 'gone' } },
  'customer_group/general': { document: { code: 'General' }, id: 1 },
};

const tiersOf = (sku: string, customerGroupId: string): Promise<unknown> =>
  answerOf(PRICE_READS, '/products/:sku/group-prices/:customerGroupId/tiers', {
    held: HELD,
    params: { sku, customerGroupId },
  });

describe('price information', () => {
  const information = (name: string, body: unknown): Promise<unknown> =>
    answerOf(PRICE_READS, `/products/${name}-information`, { held: HELD, body });

  it.each([undefined, {}, { skus: null }])('without skus is refused: %j', async (body) => {
    await expect(information('cost', body)).rejects.toMatchObject({ status: 400 });
  });

  it('knows nothing of unknown skus and deleted products', async () => {
    await expect(information('base-prices', { skus: ['nobody', 'gone'] })).resolves.toEqual([]);
  });

  it('is a row a store, each sku once; what only the sender knew overrides nothing', async () => {
    await expect(information('base-prices', { skus: ['a-1', 'A-1'] })).resolves.toEqual([
      { store_id: 0, price: 10, sku: 'A-1', note: 'x' },
      { store_id: 2, price: 12, sku: 'A-1' },
    ]);
    await expect(information('special-price', { skus: ['A-1'] })).resolves.toEqual([
      { store_id: 1, price: 8, price_from: null, price_to: '2026-01-01 00:00:00', sku: 'A-1' },
    ]);
    await expect(information('cost', { skus: ['A-1'] })).resolves.toEqual([
      { store_id: 0, cost: 4, sku: 'A-1' },
    ]);
    await expect(information('tier-prices', { skus: ['A-1'] })).resolves.toHaveLength(2);
  });
});

describe('the tiers of a group', () => {
  it('of an unknown product are not found', async () => {
    await expect(tiersOf('nobody', 'all')).rejects.toMatchObject({ status: 404 });
  });

  it('are those of the group alone; a discount is taken off the base price', async () => {
    const view = { qty: 2, extension_attributes: { website_id: 0 } };
    await expect(tiersOf('A-1', 'all')).resolves.toEqual([{ ...view, customer_group_id: 'all', value: 9 }]);
    await expect(tiersOf('A-1', '1')).resolves.toEqual([
      {
        customer_group_id: '1',
        qty: 2,
        value: 7.5,
        extension_attributes: { website_id: 0, percentage_value: 25 },
      },
    ]);
    await expect(tiersOf('A-1', '8')).resolves.toEqual([]);
  });
});

describe('the base price of a product', () => {
  it.each([
    ['french', 12],
    ['default', 10],
    ['all', 10],
    ['nowhere', 10],
  ])('in %s is %d', async (scope, price) => {
    await expect(basePriceOf(readContext(HELD), 'a-1', scope)).resolves.toBe(price);
  });

  it('is not there without a price', async () => {
    await expect(basePriceOf(readContext(HELD), 'nobody', 'all')).resolves.toBeNull();
  });
});
