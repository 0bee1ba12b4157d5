import { toMagentoProduct } from './magento-product';

test('toMagentoProduct types what is typed and makes the rest custom attributes', () => {
  const row = new Map([
    ['sku', 'MH01-XS'],
    ['name', 'Hoodie'],
    ['product_type', 'simple'],
    ['description', 'Warm.'],
    ['weight', '1.5'],
    ['product_online', '1'],
    ['visibility', 'Catalog, Search'],
    ['price', '52'],
    ['url_key', 'hoodie'],
    ['additional_attributes', 'has_options=0,required_options=0,size=XS,color=Black'],
  ]);
  expect(toMagentoProduct(row, { suffix: 'x3', edition: 0 })).toEqual({
    product: {
      sku: 'MH01-XS-x3',
      name: 'Hoodie',
      attribute_set_id: 4,
      price: 52,
      status: 1,
      visibility: 4,
      type_id: 'simple',
      weight: 1.5,
      custom_attributes: [
        { attribute_code: 'description', value: 'Warm.' },
        { attribute_code: 'url_key', value: 'hoodie-x3' },
        { attribute_code: 'size', value: 'XS' },
        { attribute_code: 'color', value: 'Black' },
      ],
    },
  });
});
