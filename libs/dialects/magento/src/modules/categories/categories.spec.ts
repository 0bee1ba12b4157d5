import type { CategoryDocument } from '@sluice/schemas';
import type { RestCall } from '../../rest-call';
import { readContext, type Held } from '../prices/read-context.fixture';
import { itemBy, mapBy } from '../products/mapping.fixture';
import { CATEGORY_READS } from './category-reads';
import { categoriesModule } from '.';

const stored = (parent_id: number, name: string, more: Partial<CategoryDocument> = {}) => ({
  document: { parent_id, position: 1, name, is_active: true, attributes: {}, ...more },
});

const HELD: Held = {
  'category/1': stored(0, 'Root Catalog'),
  'category/2': stored(1, 'Default Category'),
  'category/5': stored(2, 'Bags', {
    position: 9,
    stores: [{ code: 'french', values: { name: 'Sacs' } }],
    custom_attributes: [{ attribute_code: 'odd', value: 1 }],
    products: [
      { sku: 'B', position: 2 },
      { sku: 'a', position: 1 },
      { sku: 'gone', position: 0 },
    ],
    attributes: { extra: 1, path: 'hidden' },
  }),
  'category/6': stored(5, 'Small'),
  'category/7': stored(2, 'Gear'),
  'category/8': stored(4, 'Orphan'),
  'category/9': stored(9, 'Ring'),
  'product/a': { document: { sku: 'A' } },
  'product/b': { document: { sku: 'B' } },
};

const read = (path: string, params: Record<string, string> = {}, { query = '', scope = 'default' } = {}) => {
  const row = CATEGORY_READS.find((one) => one.path === path);
  if (row === undefined) throw new Error(`no row ${path}`);
  return row.answer(readContext(HELD), { query, target: { scope } } as unknown as RestCall, params);
};

describe('reading categories', () => {
  it.each(['4', '8', '9'])('%s is not there, nor is what hangs on nothing', async (categoryId) => {
    const text = { status: 404, body: { message: `No such entity with id = ${categoryId}` } };
    await expect(read('/categories/:categoryId', { categoryId })).rejects.toMatchObject(text);
    await expect(read('/categories/:categoryId/products', { categoryId })).rejects.toMatchObject(text);
    await expect(read('/categories', {}, { query: `rootCategoryId=${categoryId}` })).rejects.toMatchObject(
      text,
    );
  });

  it('an id that is none, or an unknown field, is 400', async () => {
    const query = 'searchCriteria[sortOrders][0][field]=nonsense';
    await expect(read('/categories/:categoryId', { categoryId: 'x' })).rejects.toMatchObject({ status: 400 });
    await expect(read('/categories', {}, { query: 'depth=x' })).rejects.toMatchObject({ status: 400 });
    await expect(read('/categories/list', {}, { query })).rejects.toMatchObject({ status: 400 });
  });

  it('a category has its place, and the values of its scope', async () => {
    await expect(read('/categories/:categoryId', { categoryId: '5' }, { scope: 'french' })).resolves.toEqual({
      id: 5,
      parent_id: 2,
      name: 'Sacs',
      is_active: true,
      position: 9,
      level: 2,
      product_count: 3,
      children: '6',
      created_at: null,
      updated_at: null,
      path: '1/2/5',
      available_sort_by: [],
      include_in_menu: true,
      extra: 1,
      custom_attributes: [{ attribute_code: 'odd', value: 1 }],
    });
    await expect(read('/categories/:categoryId', { categoryId: '5' })).resolves.toMatchObject({
      name: 'Bags',
    });
  });

  it('the tree begins at the root of the store and ends at its depth', async () => {
    const named = (id: number, ...children_data: unknown[]): unknown =>
      expect.objectContaining({ id, children_data });
    await expect(read('/categories')).resolves.toEqual(named(2, named(7), named(5, named(6))));
    await expect(read('/categories', {}, { scope: 'all', query: 'depth=1' })).resolves.toEqual(
      named(1, named(2)),
    );
    await expect(read('/categories', {}, { query: 'rootCategoryId=5&depth=0' })).resolves.toEqual(named(5));
  });

  it('a search sees what is there, the products of a category stand in their order', async () => {
    const query = new URLSearchParams({
      'searchCriteria[filterGroups][0][filters][0][field]': 'level',
      'searchCriteria[filterGroups][0][filters][0][value]': '2',
    }).toString();
    await expect(read('/categories/list', {}, { query })).resolves.toMatchObject({
      items: [{ name: 'Bags' }, { name: 'Gear' }],
      total_count: 2,
    });
    await expect(read('/categories/:categoryId/products', { categoryId: '5' })).resolves.toEqual([
      { sku: 'A', position: 1, category_id: '5' },
      { sku: 'B', position: 2, category_id: '5' },
    ]);
  });
});

describe('writing categories', () => {
  it.each([
    ['PUT /categories/:id', { category: { name: 'x' } }, '"%fieldName" is required'],
    ['PUT /categories/:categoryId/move', { categoryId: 5 }, '"%fieldName" is required'],
    ['POST /categories/:categoryId/products', { productLink: { sku: 'A' } }, '"%fieldName" is required'],
    [
      'POST /categories/:categoryId/products',
      { productLink: { sku: 'A', category_id: 'x' } },
      'during "category_id"',
    ],
    ['POST /categories', { category: { is_active: 'perhaps' } }, 'during "is_active"'],
  ])('%s refuses %j', (call, item, message) => {
    expect(() => mapBy(categoriesModule, call, item)).toThrow(message);
  });

  it('a create gets its id here and is hashed as it was sent; with an id it is a change', () => {
    const category = { name: 'x', parent_id: 2, odd: 1 };
    const created = mapBy(categoriesModule, 'POST /categories', { category });
    expect(created).toMatchObject({ action: 'create', key: '41', payload: { id: 41, name: 'x' } });
    expect(created.hashed).toEqual({ name: 'x', parent_id: 2, attributes: { odd: 1 } });
    expect(itemBy(categoriesModule, 'category', created)).toEqual({ category });
    const changed = mapBy(categoriesModule, 'POST /categories', { category: { id: 5, name: 'x' } });
    expect(changed).toMatchObject({ action: 'update', key: '5' });
  });

  it.each([
    [
      'PUT /categories/:id',
      { category: { id: 5, is_active: false, custom_attributes: [{ attribute_code: 'a', value: 1 }] } },
    ],
    ['DELETE /categories/:categoryId', { categoryId: 5 }],
    ['PUT /categories/:categoryId/move', { categoryId: 5, parentId: 2, afterId: 7 }],
    ['PUT /categories/:categoryId/move', { categoryId: 5, parentId: 2 }],
    ['POST /categories/:categoryId/products', { productLink: { sku: 'A', position: 1, category_id: '5' } }],
    ['DELETE /categories/:categoryId/products/:sku', { categoryId: 5, sku: 'A' }],
  ])('%s: the item is what comes back of its payload', (call, item) => {
    expect(itemBy(categoriesModule, 'category', mapBy(categoriesModule, call, item))).toEqual(item);
  });
});
