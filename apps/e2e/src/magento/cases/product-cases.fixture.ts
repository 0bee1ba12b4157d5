import { expectGone, expectRead } from '../magento-api.fixture';
import { idIn, makeProduct } from '../make-entities.fixture';
import { NO_PRODUCT, notFound, wrongType, type RouteCase } from '../route-case.fixture';

/** Products themselves. */
export const PRODUCT_CASES: readonly RouteCase[] = [
  {
    route: 'POST /products',
    good: ({ name: sku }) => ({
      item: { product: { sku, name: 'Bag', price: 12.5, attribute_set_id: 4, type_id: 'simple' } },
      check: async (result, api) => {
        await expectRead(api, `/products/${sku}`, { id: idIn(result, 'id'), sku, name: 'Bag', price: 12.5 });
      },
    }),
    bad: ({ name: sku }) => ({
      item: { product: { sku, price: 'abc' } },
      verdict: wrongType('price', 'abc', 'float'),
    }),
  },
  {
    route: 'PUT /products/:sku',
    good: async ({ api, name }) => {
      const sku = await makeProduct(api, name);
      return {
        path: { sku },
        item: { product: { sku, name: 'Renamed' }, saveOptions: true },
        inPath: [['product', 'sku']],
        check: async () => expectRead(api, `/products/${sku}`, { sku, name: 'Renamed', price: 10 }),
      };
    },
    bad: ({ name: sku }) => ({
      path: { sku },
      item: { product: { sku, visibility: 'everywhere' } },
      inPath: [['product', 'sku']],
      verdict: wrongType('visibility', 'everywhere', 'int'),
    }),
  },
  {
    route: 'DELETE /products/:sku',
    good: async ({ api, name }) => {
      const sku = await makeProduct(api, name);
      return {
        path: { sku },
        item: { sku },
        check: async (result) => {
          expect(result).toBe(true);
          await expectGone(api, `/products/${sku}`);
        },
      };
    },
    bad: ({ name: sku }) => ({ path: { sku }, item: { sku }, verdict: notFound(NO_PRODUCT) }),
  },
];
