import { BUILT_IN_STORES, type ProductDocument } from '@sluice/schemas';
import { productModel } from './product';

const context = { now: Date.UTC(2026, 0, 31, 16, 7, 53), stores: BUILT_IN_STORES };

const apply = (before: ProductDocument | null, payload: Record<string, unknown>, scope?: string) => {
  const sku = { sku: 'A-1', ...payload };
  const applied = productModel.apply(before, { action: 'upsert', scope, payload: sku }, context);
  if (applied.kind === 'refused') throw new Error(applied.refusal.message);
  return applied.document as ProductDocument;
};

const attribute = (attribute_code: string, value: unknown) => ({ attribute_code, value });

describe('store scopes of a product (contract magento-bulk 8)', () => {
  it('a create without a code is global, with what the creator left out filled in', () => {
    const document = apply(null, { name: 'one', price: 3 });
    expect(document).toEqual({
      sku: 'A-1',
      type_id: 'simple',
      attribute_set_id: 4,
      price: 3,
      created_at: '2026-01-31 16:07:53',
      updated_at: '2026-01-31 16:07:53',
      global: { name: 'one', status: 1, visibility: 4, custom_attributes: [] },
      stores: [],
      attributes: {},
    });
  });

  it('a create under a code also writes the required fields globally', () => {
    const document = apply(null, { name: 'un', custom_attributes: [attribute('color', 'bleu')] }, 'french');
    expect(document.global).toEqual({ name: 'un', status: 1, visibility: 4, custom_attributes: [] });
    expect(document.stores).toEqual([
      { code: 'french', values: { name: 'un', custom_attributes: [attribute('color', 'bleu')] } },
    ]);
  });

  it('an update without a code is for the default store view only, its price for all', () => {
    const document = apply(apply(null, { name: 'one', price: 3 }), { name: 'two', price: 4 });
    expect(document.price).toBe(4);
    expect(document.global.name).toBe('one');
    expect(document.stores).toEqual([{ code: 'default', values: { name: 'two', custom_attributes: [] } }]);
  });

  it('an update for all changes the global values and leaves a store view its own', () => {
    const french = apply(apply(null, { name: 'one' }), { name: 'un' }, 'french');
    const document = apply(french, { name: 'every' }, 'all');
    expect(document.global.name).toBe('every');
    expect(document.stores).toEqual([{ code: 'french', values: { name: 'un', custom_attributes: [] } }]);
  });

  it('custom attributes merge by code, unknown properties by name', () => {
    const before = apply(null, {
      custom_attributes: [attribute('color', 'red'), attribute('size', 'S')],
      attributes: { options: [1], media: [] },
    });
    const document = apply(
      before,
      {
        custom_attributes: [attribute('size', 'M'), attribute('__proto__', 'x')],
        attributes: { options: [2] },
      },
      'all',
    );
    expect(document.global.custom_attributes).toEqual([
      attribute('color', 'red'),
      attribute('size', 'M'),
      attribute('__proto__', 'x'),
    ]);
    expect(document.attributes).toEqual({ options: [2], media: [] });
  });

  it('an update that sends only global fields makes no values of a store view', () => {
    expect(apply(apply(null, { name: 'one' }), { price: 9 }).stores).toEqual([]);
  });
});
