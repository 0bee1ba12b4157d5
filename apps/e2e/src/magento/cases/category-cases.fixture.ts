import { expectGone, expectRead, type MagentoApi } from '../magento-api.fixture';
import { idIn, makeCategory, makeProduct } from '../make-entities.fixture';
import { NO_ID, failed, notFound, type RouteCase } from '../route-case.fixture';

const NO_CATEGORY = notFound(`No such entity with id = ${String(NO_ID)}`);

/** A category with a product in it. */
async function makeFilled(api: MagentoApi, name: string): Promise<{ id: number; sku: string }> {
  const id = await makeCategory(api, name);
  const sku = await makeProduct(api, name);
  const productLink = { sku, position: 1, category_id: String(id) };
  await api.call('POST', `/categories/${String(id)}/products`, { productLink });
  return { id, sku };
}

const productsOf = async (api: MagentoApi, id: number): Promise<unknown> =>
  (await api.read(`/categories/${String(id)}/products`)).json;

/** Categories and what is in them. */
export const CATEGORY_CASES: readonly RouteCase[] = [
  {
    route: 'POST /categories',
    good: ({ api, name }) => ({
      item: { category: { name, parent_id: 2, is_active: true } },
      check: async (result) => {
        const id = idIn(result, 'id');
        await expectRead(api, `/categories/${String(id)}`, { id, name, parent_id: 2, is_active: true });
      },
    }),
    bad: ({ name }) => ({ item: { category: { name, parent_id: NO_ID } }, verdict: NO_CATEGORY }),
  },
  {
    route: 'PUT /categories/:id',
    good: async ({ api, name }) => {
      const id = await makeCategory(api, name);
      return {
        path: { id: String(id) },
        item: { category: { id, name: `${name} renamed` } },
        inPath: [['category', 'id']],
        check: async () => expectRead(api, `/categories/${String(id)}`, { id, name: `${name} renamed` }),
      };
    },
    bad: () => ({
      path: { id: String(NO_ID) },
      item: { category: { id: NO_ID, name: 'x' } },
      inPath: [['category', 'id']],
      verdict: NO_CATEGORY,
    }),
  },
  {
    route: 'DELETE /categories/:categoryId',
    good: async ({ api, name }) => {
      const categoryId = await makeCategory(api, name);
      return {
        path: { categoryId: String(categoryId) },
        item: { categoryId },
        check: async (result) => {
          expect(result).toBe(true);
          await expectGone(api, `/categories/${String(categoryId)}`);
        },
      };
    },
    bad: () => ({ path: { categoryId: String(NO_ID) }, item: { categoryId: NO_ID }, verdict: NO_CATEGORY }),
  },
  {
    route: 'PUT /categories/:categoryId/move',
    good: async ({ api, name }) => {
      const [categoryId, parentId] = [
        await makeCategory(api, name),
        await makeCategory(api, `${name} parent`),
      ];
      return {
        path: { categoryId: String(categoryId) },
        item: { categoryId, parentId },
        check: async (result) => {
          expect(result).toBe(true);
          await expectRead(api, `/categories/${String(categoryId)}`, { parent_id: parentId });
        },
      };
    },
    bad: () => ({
      path: { categoryId: String(NO_ID) },
      item: { categoryId: NO_ID, parentId: 2, afterId: 0 },
      verdict: NO_CATEGORY,
    }),
  },
  {
    route: 'POST /categories/:categoryId/products',
    good: async ({ api, name }) => {
      const id = await makeCategory(api, name);
      const sku = await makeProduct(api, name);
      return {
        path: { categoryId: String(id) },
        item: { productLink: { sku, position: 7, category_id: String(id) } },
        inPath: [['productLink', 'category_id']],
        check: async (result) => {
          expect(result).toBe(true);
          expect(await productsOf(api, id)).toMatchObject([{ sku, position: 7, category_id: String(id) }]);
        },
      };
    },
    bad: async ({ api, name }) => {
      const sku = await makeProduct(api, `bad-${name}`);
      return {
        path: { categoryId: String(NO_ID) },
        item: { productLink: { sku, category_id: String(NO_ID) } },
        inPath: [['productLink', 'category_id']],
        verdict: NO_CATEGORY,
      };
    },
  },
  {
    route: 'DELETE /categories/:categoryId/products/:sku',
    good: async ({ api, name }) => {
      const { id, sku } = await makeFilled(api, name);
      return {
        path: { categoryId: String(id), sku },
        item: { categoryId: id, sku },
        check: async (result) => {
          expect(result).toBe(true);
          expect(await productsOf(api, id)).toEqual([]);
        },
      };
    },
    bad: async ({ api, name }) => {
      const categoryId = await makeCategory(api, `bad ${name}`);
      const sku = await makeProduct(api, `bad-${name}`);
      return {
        path: { categoryId: String(categoryId), sku },
        item: { categoryId, sku },
        verdict: failed("The category doesn't contain the specified product."),
      };
    },
  },
];
