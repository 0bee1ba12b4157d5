import { RestError } from '../../http/rest-error';
import { productsModule } from '.';
import { itemBy, mapBy } from './mapping.fixture';

const content = { base64_encoded_data: 'aGVsbG8=', type: 'image/png', name: 'bag.png' };

const parametersOf = (act: () => unknown): unknown => {
  try {
    return act();
  } catch (error) {
    return error instanceof RestError ? error.body.parameters : error;
  }
};

describe('calls on the parts of a product', () => {
  it.each([
    ['POST /products/:sku/media', { sku: 'A', entry: {} }, { entry: [] }, 'sku'],
    ['PUT /products/:sku/media/:entryId', { sku: 'A', entry: {} }, null, 'id'],
    ['DELETE /products/:sku/media/:entryId', { sku: 'A' }, null, 'entryId'],
    [
      'POST /products/:sku/links',
      { sku: 'A', items: [{ link_type: 'related' }] },
      null,
      'linked_product_sku',
    ],
    ['PUT /products/:sku/links', { entity: { linked_product_sku: 'B' } }, null, 'sku'],
    ['POST /products/:sku/websites', { productWebsiteLink: { sku: 'A' } }, null, 'website_id'],
    ['POST /products/options', { option: { title: 'x' } }, null, 'product_sku'],
    ['POST /configurable-products/:sku/child', { sku: 'A' }, null, 'childSku'],
  ])('%s refuses %j', (...[call, item, other, fieldName]) => {
    const sent = other ?? item;
    expect(() => mapBy(productsModule, call, sent)).toThrow('"%fieldName" is required');
    expect(parametersOf(() => mapBy(productsModule, call, sent))).toEqual({ fieldName });
  });

  it.each([
    ['POST /products/:sku/media', { sku: 'A', entry: { position: 'x' } }, 'Error occurred during "position"'],
    ['DELETE /products/:sku/media/:entryId', { sku: 'A', entryId: 'x' }, `The "x" value's type is invalid`],
    ['POST /products/:sku/links', { sku: 'A', items: {} }, 'ProductLinkInterface[]'],
  ])('%s refuses the type of %j', (call, item, message) => {
    expect(() => mapBy(productsModule, call, item)).toThrow(message);
  });

  it.each([
    [
      'POST /products/:sku/media',
      {
        sku: 'Ä',
        entry: { label: 'l', types: ['image'], content, extension_attributes: { video_content: { x: 1 } } },
      },
    ],
    ['PUT /products/:sku/media/:entryId', { sku: 'A', entry: { id: 4, disabled: true } }],
    ['DELETE /products/:sku/media/:entryId', { sku: 'A', entryId: 4 }],
    [
      'POST /products/:sku/links',
      { sku: 'A', items: [{ link_type: 'related', linked_product_sku: 'B', odd: 1 }] },
    ],
    [
      'PUT /products/:sku/links',
      { entity: { sku: 'A', link_type: 'upsell', linked_product_sku: 'B', position: 2 } },
    ],
    [
      'DELETE /products/:sku/links/:type/:linkedProductSku',
      { sku: 'A', type: 'related', linkedProductSku: 'B' },
    ],
    ['POST /products/:sku/websites', { productWebsiteLink: { sku: 'A', website_id: 1 } }],
    [
      'POST /products/options',
      {
        option: {
          product_sku: 'A',
          title: 't',
          type: 'field',
          is_require: true,
          values: [{ title: 'v', price: 1.5 }],
        },
      },
    ],
    ['DELETE /products/:sku/options/:optionId', { sku: 'A', optionId: 3 }],
    ['POST /configurable-products/:sku/child', { sku: 'A', childSku: 'B' }],
    [
      'POST /configurable-products/:sku/options',
      { sku: 'A', option: { attribute_id: 9, label: 'c', values: [{ value_index: 5 }] } },
    ],
  ])('%s: the item is what comes back of its payload', (call, item) => {
    const mapped = mapBy(productsModule, call, item);
    expect(itemBy(productsModule, 'product', mapped)).toEqual(item);
  });

  it('take either spelling and numbers as text', () => {
    const item = {
      option: { productSku: 'A', isRequire: '1', attribute: { x: 1 }, values: [{ optionTypeId: '3' }] },
    };
    expect(mapBy(productsModule, 'POST /products/options', item).payload).toEqual({
      sku: 'A',
      option: {
        product_sku: 'A',
        is_require: true,
        values: [{ option_type_id: 3 }],
        attributes: { attribute: { x: 1 } },
      },
    });
  });
});
