import type { ProductDocument } from '@sluice/schemas';
import { context } from '../supplies.fixture';
import { productModel } from './product';

const apply = (before: ProductDocument | null, payload: Record<string, unknown>, scope?: string) => {
  const sku = { sku: 'A-1', ...payload };
  const applied = productModel.apply(before, { action: 'upsert', scope, payload: sku }, context());
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

  it('the value of an attribute defined as global is for all, whatever the scope of an update', () => {
    const before = apply(null, { name: 'one' });
    const outside = { documents: { 'product_attributes/weight_class': { scope: 'global' } } };
    const payload = {
      sku: 'A-1',
      custom_attributes: [attribute('weight_class', 1), attribute('color', 2), attribute('__proto__', 3)],
    };
    const applied = productModel.apply(
      before,
      { action: 'upsert', scope: 'french', payload },
      context(outside),
    );
    expect(applied).toMatchObject({
      document: {
        global: { name: 'one', custom_attributes: [attribute('weight_class', 1)] },
        stores: [
          {
            code: 'french',
            values: { custom_attributes: [attribute('color', 2), attribute('__proto__', 3)] },
          },
        ],
      },
    });
  });

  it('a delete is done once', () => {
    const remove = { action: 'delete', payload: { sku: 'A-1' } };
    expect(productModel.apply(null, remove, context())).toMatchObject({ refusal: { code: 'not_found' } });
    expect(productModel.apply(apply(null, {}), remove, context())).toEqual({
      kind: 'applied',
      document: null,
    });
    expect(productModel.result(remove, 7)).toBe('true');
  });
});
