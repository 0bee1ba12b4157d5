import type { ProductDocument } from '@sluice/schemas';
import type { RestCall } from '../../rest-call';
import { readContext, type Held } from '../prices/read-context.fixture';
import { PRODUCT_READS } from './product-reads';

const product = (sku: string, more: Partial<ProductDocument> = {}): ProductDocument => ({
  sku,
  type_id: 'simple',
  attribute_set_id: 4,
  price: 10,
  created_at: 'c',
  updated_at: 'u',
  global: { name: sku, status: 1, visibility: 4, custom_attributes: [{ attribute_code: 'odd', value: sku }] },
  stores: [{ code: 'french', values: { name: `${sku} fr`, custom_attributes: [] } }],
  attributes: {},
  ...more,
});

const HELD: Held = {
  'product/a': {
    document: product('A', {
      type_id: 'configurable',
      media: [
        { id: 4, media_type: 'image', label: null, position: 1, disabled: false, types: [], file: '/x' },
      ],
      links: [
        { link_type: 'related', linked_product_sku: 'B', linked_product_type: null, position: 0 },
        { link_type: 'upsell', linked_product_sku: 'C', linked_product_type: null, position: 0 },
      ],
      options: [{ option_id: 6, title: 't' }],
      children: [
        { id: 2, sku: 'B' },
        { id: 3, sku: null },
        { id: 99, sku: 'gone' },
      ],
      configurable_options: [{ id: 7, attribute_id: 9 }],
    }),
    id: 1,
  },
  'product/b': { document: product('B'), id: 2 },
  'product/c': { document: product('C'), id: 3 },
  'price/b': { document: { base: [{ store_id: 0, price: 77 }] } },
  'product_attribute/defined': { document: {} },
};

const read = (path: string, params: Record<string, string> = {}, { query = '', scope = 'french' } = {}) => {
  const row = PRODUCT_READS.find((one) => one.path === path);
  if (row === undefined) throw new Error(`no row ${path}`);
  return row.answer(readContext(HELD), { query, target: { scope } } as unknown as RestCall, params);
};

const where = (field: string, value: string, type = 'eq'): string =>
  new URLSearchParams({
    'searchCriteria[filter_groups][0][filters][0][field]': field,
    'searchCriteria[filter_groups][0][filters][0][value]': value,
    'searchCriteria[filter_groups][0][filters][0][condition_type]': type,
  }).toString();

const found = async (query: string): Promise<unknown[]> => {
  const { items } = (await read('/products', {}, { query })) as { items: { sku: string; price: number }[] };
  return items.map(({ sku, price }) => [sku, price]);
};

describe('reading products', () => {
  it.each(PRODUCT_READS.filter(({ path }) => path.includes(':sku')).map(({ path }) => [path]))(
    '%s of an unknown sku is 404',
    async (path) => {
      await expect(read(path, { sku: 'x', type: 'related', entryId: '4' })).rejects.toMatchObject({
        status: 404,
      });
    },
  );

  it('what is not in a product is 404, what makes no sense 400', async () => {
    await expect(read('/products/:sku/media/:entryId', { sku: 'a', entryId: '5' })).rejects.toMatchObject({
      status: 404,
    });
    await expect(read('/products/:sku/links/:type', { sku: 'a', type: 'x' })).rejects.toMatchObject({
      status: 404,
    });
    await expect(read('/configurable-products/:sku/options/all', { sku: 'b' })).rejects.toMatchObject({
      status: 400,
    });
    await expect(found(where('nonsense', '1'))).rejects.toMatchObject({ status: 400 });
  });

  it('parts are shown as Magento shows them', async () => {
    await expect(read('/products/:sku/media', { sku: 'A' })).resolves.toMatchObject([{ id: 4, file: '/x' }]);
    await expect(read('/products/:sku/media/:entryId', { sku: 'A', entryId: '4' })).resolves.toMatchObject({
      id: 4,
    });
    await expect(read('/products/:sku/links/:type', { sku: 'A', type: 'upsell' })).resolves.toMatchObject([
      { sku: 'A', link_type: 'upsell', linked_product_sku: 'C' },
    ]);
    await expect(read('/products/:sku/options', { sku: 'A' })).resolves.toEqual([
      { product_sku: 'A', option_id: 6, title: 't' },
    ]);
    await expect(read('/configurable-products/:sku/options/all', { sku: 'A' })).resolves.toEqual([
      { id: 7, attribute_id: 9 },
    ]);
    await expect(read('/configurable-products/:sku/children', { sku: 'A' })).resolves.toMatchObject([
      { sku: 'B', name: 'B fr', price: 77 },
      { sku: 'C', price: 10 },
    ]);
  });

  it('a search finds by sku, price and any attribute, with the base price where there is one', async () => {
    await expect(found(where('sku', 'b,C', 'in'))).resolves.toEqual([
      ['B', 77],
      ['C', 10],
    ]);
    await expect(found(where('sku', 'B'))).resolves.toEqual([['B', 77]]);
    await expect(found(where('price', '50', 'gt'))).resolves.toEqual([['B', 77]]);
    await expect(found(where('odd', 'C'))).resolves.toEqual([['C', 10]]);
    await expect(found(where('name', 'c fr'))).resolves.toEqual([['C', 10]]);
    await expect(found(where('defined', '1'))).resolves.toEqual([]);
  });
});
