import fc from 'fast-check';
import type { ProductDocument } from '@sluice/schemas';
import { mapProduct } from '../items/map-product';
import { productView } from './product-view';

const attribute = (attribute_code: string, value: unknown): { attribute_code: string; value: unknown } => ({
  attribute_code,
  value,
});

const document: ProductDocument = {
  sku: '24-MB01',
  type_id: 'simple',
  attribute_set_id: 15,
  price: 34,
  weight: null,
  created_at: '2026-01-31 16:07:53',
  updated_at: '2026-01-31 16:07:54',
  global: {
    name: 'Bag',
    status: 1,
    visibility: 4,
    custom_attributes: [attribute('a', 1), attribute('b', 2)],
  },
  stores: [
    {
      code: 'french',
      values: { name: 'Sac', status: null, custom_attributes: [attribute('c', 4), attribute('a', 3)] },
    },
    { code: 'default', values: { visibility: 1, custom_attributes: [] } },
  ],
  attributes: { extra: { x: 1 }, options: [{ title: 'o' }], id: 99, typeId: 'x', custom_attributes: 1 },
};

describe('a product read back', () => {
  it('has the keys in the order of the contract', () => {
    expect(JSON.stringify(productView({ id: 7, document, scope: 'all' }))).toBe(
      '{"id":7,"sku":"24-MB01","name":"Bag","attribute_set_id":15,"price":34,"status":1,"visibility":4,' +
        '"type_id":"simple","created_at":"2026-01-31 16:07:53","updated_at":"2026-01-31 16:07:54",' +
        '"extension_attributes":[],"product_links":[],"options":[{"title":"o"}],"media_gallery_entries":[],' +
        '"tier_prices":[],"extra":{"x":1},"custom_attributes":[{"attribute_code":"a","value":1},' +
        '{"attribute_code":"b","value":2}]}',
    );
  });

  it.each([
    [
      'french',
      { name: 'Sac', status: 1, visibility: 4 },
      [attribute('a', 3), attribute('b', 2), attribute('c', 4)],
    ],
    ['default', { name: 'Bag', status: 1, visibility: 1 }, [attribute('a', 1), attribute('b', 2)]],
    ['all', { name: 'Bag', status: 1, visibility: 4 }, [attribute('a', 1), attribute('b', 2)]],
  ])('shows the values of %s over the global ones', (scope, values, custom_attributes) => {
    expect(productView({ id: 7, document, scope })).toMatchObject({ ...values, custom_attributes });
  });

  it('has the lists that are kept as such over what is kept of them as sent, and the price that is asked of prices', () => {
    const owned: ProductDocument = {
      ...document,
      attributes: { ...document.attributes, extension_attributes: { stock_item: { qty: 3 } } },
      options: [
        {
          option_id: 4,
          title: 't',
          attributes: { extra: 1, title: 'hidden' },
          values: [{ option_type_id: 5, sku: 'v' }],
        },
      ],
      links: [{ link_type: 'related', linked_product_sku: 'B', linked_product_type: null, position: 0 }],
      website_ids: [1],
      children: [{ id: 8, sku: null }],
      configurable_options: [{ id: 3, attribute_id: 9, values: [{ value_index: 1 }] }],
    };
    expect(productView({ id: 7, document: owned, scope: 'all', basePrice: 5 })).toMatchObject({
      price: 5,
      options: [
        {
          product_sku: '24-MB01',
          option_id: 4,
          title: 't',
          extra: 1,
          values: [{ option_type_id: 5, sku: 'v' }],
        },
      ],
      product_links: [{ sku: '24-MB01', link_type: 'related', linked_product_sku: 'B' }],
      extension_attributes: {
        stock_item: { qty: 3 },
        website_ids: [1],
        configurable_product_links: [8],
        configurable_product_options: [{ id: 3, attribute_id: 9, values: [{ value_index: 1 }] }],
      },
    });
  });

  it('gives back whatever was sent and kept', () => {
    const kept = fc.dictionary(fc.oneof(fc.constant('__proto__'), fc.string()), fc.jsonValue());
    fc.assert(
      fc.property(
        kept,
        fc.string(),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        (sent, name, price) => {
          const product = Object.fromEntries([
            ...Object.entries(sent),
            ['sku', 'A'],
            ['name', name],
            ['price', price],
          ]);
          const item = mapSafely(product);
          if (item === null) return;
          const shown = new Map(
            Object.entries(productView({ id: 1, document: { ...document, ...item }, scope: 'all' })),
          );
          for (const [key, value] of Object.entries(item.attributes)) {
            expect(shown.get(key)).toEqual(value);
          }
          expect([shown.get('sku'), shown.get('name'), shown.get('price')]).toEqual(['A', name, price]);
        },
      ),
    );
  });
});

/** What a create would store; null where the made-up keys hit a typed property. */
function mapSafely(product: object): Pick<ProductDocument, 'sku' | 'price' | 'global' | 'attributes'> | null {
  try {
    const item = mapProduct(product, { maxNestedItems: 20 });
    if (item.kind !== 'operation') return null;
    const { sku, name, price, attributes } = item.payload as {
      sku: string;
      name: string;
      price: number;
      attributes?: Record<string, unknown>;
    };
    return { sku, price, global: { name, custom_attributes: [] }, attributes: attributes ?? {} };
  } catch {
    return null;
  }
}
