import type { PriceDocument } from '@sluice/schemas';
import { context, type Outside } from '../supplies.fixture';
import { priceModel } from './price';

const PRODUCT: Outside = {
  documents: { 'products/a-1': {}, 'customer_groups/general': { code: 'General' } },
};

const run = (
  before: PriceDocument | null,
  [action, payload]: [string, Record<string, unknown>],
  outside: Outside = PRODUCT,
) => priceModel.apply(before, { action, payload: { sku: 'A-1', ...payload } }, context(outside));

const applied = (...args: Parameters<typeof run>) => {
  const result = run(...args);
  if (result.kind === 'refused') throw new Error(result.refusal.message);
  const rows =
    (result.result ?? null) === null ? [] : (JSON.parse(result.result ?? '') as { message: string }[]);
  return { document: result.document as PriceDocument | null, rowsFailed: result.rowsFailed ?? 0, rows };
};

const tier = (changed: Record<string, unknown> = {}) => ({
  price: 9,
  price_type: 'fixed',
  website_id: 0,
  customer_group: 'General',
  quantity: 2,
  ...changed,
});

const EMPTY: PriceDocument = { sku: 'A-1', base: [], special: [], cost: [], tiers: [] };

describe('wrong rows of a price list', () => {
  it('of an unknown sku are all told, and nothing comes to be', () => {
    const result = applied(null, ['base', { prices: [{ price: 1, store_id: 0 }] }], {});
    expect(result).toEqual({
      document: null,
      rowsFailed: 1,
      rows: [
        {
          message: 'Invalid attribute %fieldName = %fieldValue.',
          parameters: ['SKU', 'A-1'],
        },
      ],
    });
  });

  it('are left out, their neighbours applied; a row that is wrong twice counts once', () => {
    const prices = [{ price: -1, store_id: 9 }, { store_id: 0 }, { price: 3, store_id: 2 }];
    const { document, rowsFailed, rows } = applied(null, ['base', { prices }]);
    expect(document).toEqual({ ...EMPTY, base: [{ store_id: 2, price: 3 }] });
    expect([rowsFailed, rows.length]).toEqual([2, 3]);
    expect(rows[1]).toEqual({
      message: 'Requested store is not found. Row ID: SKU = %SKU, Store ID: %storeId.',
      parameters: ['A-1', 9],
    });
  });

  it.each([
    ['price_from', 'Price From', '2026-02-31 00:00:00'],
    ['price_to', 'Price To', 'tomorrow'],
  ])('of a special price with a wrong %s name it', (field, label, date) => {
    const prices = [{ price: 1, store_id: 0, [field]: date }];
    const { document, rows } = applied(null, ['special', { prices }]);
    expect(document).toBeNull();
    expect(rows).toEqual([
      expect.objectContaining({
        parameters: [label, 'A-1', 0, prices[0]?.price_from ?? null, prices[0]?.price_to ?? null],
      }),
    ]);
  });

  it.each([
    [{ price: -1 }, 'Invalid attribute Price = %price.'],
    [{ price: 101, price_type: 'discount' }, 'Invalid attribute Price = %price.'],
    [{ price_type: 'half' }, 'Invalid attribute Price Type = %priceType.'],
    [{ quantity: 0 }, 'Invalid attribute Quantity = %qty.'],
    [{ website_id: 7 }, 'Invalid attribute Website ID = %websiteId.'],
    [{ customer_group: 'Nobody' }, 'No such entity with Customer Group = %customerGroup.'],
    [{ customer_group: '\ud800' }, 'No such entity with Customer Group = %customerGroup.'],
  ])('of tier prices: %j', (changed, message) => {
    const { document, rows } = applied(null, ['tier-update', { prices: [tier(changed)] }]);
    expect(document).toBeNull();
    expect(rows.map((row) => row.message)).toEqual([expect.stringContaining(message)]);
  });

  it('leave what a replace would have deleted', () => {
    const before = { ...EMPTY, tiers: [tier()] } as PriceDocument;
    expect(applied(before, ['tier-replace', { prices: [tier({ price: -1 })] }]).document).toBe(before);
  });

  it('are told as far as a result holds them, and all counted', () => {
    const prices = Array.from({ length: 50 }, () => ({ price: -1, store_id: 0 }));
    const { rows, rowsFailed } = applied(null, ['base', { prices }]);
    expect(rowsFailed).toBe(50);
    expect(rows.length).toBeGreaterThan(5);
    expect(Buffer.byteLength(JSON.stringify(rows))).toBeLessThanOrEqual(1024);
  });
});

describe('the tier price of one group', () => {
  const group = { documents: { ...PRODUCT.documents }, refs: { 'customer_groups/id:1': 'general' } };
  const one = { customer_group_id: '1', quantity: 2, price: 5 };

  it.each([
    [{ ...one, price: 0 }, 'invalid', 'The data was invalid. Verify the data and try again.'],
    [{ ...one, customer_group_id: '4' }, 'not_found', 'No such entity with id = 4'],
    [{ ...one, customer_group_id: '__proto__' }, 'not_found', 'No such entity with id = __proto__'],
  ])('fails: %j', (payload, code, message) => {
    const result = run(null, ['tier-add', payload], group);
    expect(result).toEqual({ kind: 'refused', refusal: { class: 'final', code, message } });
  });

  it('of an unknown product fails', () => {
    expect(run(null, ['tier-add', one], { refs: group.refs })).toMatchObject({
      refusal: {
        code: 'not_found',
        message: "The product that was requested doesn't exist. Verify the product and try again.",
      },
    });
  });

  it('takes the place of the one that is there, whatever its case', () => {
    const before = { ...EMPTY, tiers: [tier({ customer_group: 'GENERAL' })] } as PriceDocument;
    const { document } = applied(before, ['tier-add', one], group);
    expect(document?.tiers).toEqual([
      { price: 5, price_type: 'fixed', website_id: 0, customer_group: 'General', quantity: 2 },
    ]);
  });
});

describe('prices', () => {
  it('are one a store, the last one wins, and a repetition changes nothing', () => {
    const prices = [
      { price: 1, store_id: 0 },
      { price: 2, store_id: 1 },
      { price: 3, store_id: 0, attributes: { note: 'x' } },
    ];
    const { document } = applied(null, ['base', { prices }]);
    expect(document?.base).toEqual([
      { store_id: 0, price: 3, attributes: { note: 'x' } },
      { store_id: 1, price: 2 },
    ]);
    expect(priceModel.same(document, applied(document, ['base', { prices }]).document)).toBe(true);
  });

  it('that are special keep the dates that were not sent', () => {
    const from = { price: 4, store_id: 0, price_from: '2026-01-01 00:00:00', price_to: '' };
    const to = { price: 5, store_id: 0, price_to: '2026-02-01 00:00:00' };
    expect(applied(null, ['special', { prices: [from, to] }]).document?.special).toEqual([
      { ...to, price_from: from.price_from },
    ]);
  });

  it('that are special are deleted by their store; the last one takes the aggregate along', () => {
    const prices = [0, 1].map((store_id) => ({ price: 4, store_id }));
    const { document } = applied(null, ['special', { prices }]);
    const first = applied(document, ['special-delete', { prices: [{ price: 9, store_id: 0 }] }]);
    expect(first.document?.special.map(({ store_id }) => store_id)).toEqual([1]);
    expect(applied(document, ['special-delete', { prices }]).document).toBeNull();
  });

  it('of a tier are deleted only where the delete names them as they are', () => {
    const before = { ...EMPTY, tiers: [tier()] } as PriceDocument;
    const other = { prices: [tier({ price: 1 })] };
    expect(applied(before, ['tier-delete', other]).document).toEqual(before);
    expect(applied(before, ['tier-delete', { prices: [tier()] }]).document).toBeNull();
  });
});
