import { expectRead, searchFor, type MagentoApi } from '../magento-api.fixture';
import { bareId, makeProduct, makeSource } from '../make-entities.fixture';
import type { JsonObject } from '../route-call.fixture';
import { NO_PRODUCT, errorRow, failed, missing, notFound, type RouteCase } from '../route-case.fixture';

const sourceItem = (sku: string, fields: JsonObject = {}): JsonObject => ({
  sku,
  source_code: 'default',
  quantity: 7,
  status: 1,
  ...fields,
});

const itemsOf = async (api: MagentoApi, sku: string): Promise<unknown> => {
  const answer = await api.read(`/inventory/source-items${searchFor('sku', sku)}`);
  return (answer.json as { items: unknown }).items;
};

const SOURCE_ITEM_CASES: readonly RouteCase[] = [
  {
    route: 'POST /inventory/source-items',
    good: async ({ api, name }) => {
      const sku = await makeProduct(api, name);
      return {
        item: { sourceItems: [sourceItem(sku)] },
        check: async () => {
          expect(await itemsOf(api, sku)).toMatchObject([sourceItem(sku)]);
        },
      };
    },
    bad: async ({ api, name }) => {
      const sku = await makeProduct(api, `bad-${name}`);
      const rows = [sourceItem(sku), sourceItem(sku, { source_code: `nowhere-${name}` })];
      return { item: { sourceItems: rows }, verdict: errorRow(`nowhere-${name}`) };
    },
  },
  {
    route: 'POST /inventory/source-items-delete',
    good: async ({ api, name }) => {
      const sku = await makeProduct(api, name);
      await api.call('POST', '/inventory/source-items', { sourceItems: [sourceItem(sku)] });
      return {
        item: { sourceItems: [sourceItem(sku)] },
        check: async () => {
          expect(await itemsOf(api, sku)).toEqual([]);
        },
      };
    },
    bad: async ({ api, name }) => {
      const sku = await makeProduct(api, `bad-${name}`);
      const row = sourceItem(sku, { source_code: `nowhere-${name}` });
      return { item: { sourceItems: [row] }, verdict: errorRow(`nowhere-${name}`) };
    },
  },
];

/** Stock of products, the places it is kept in, and what is sold together. */
export const INVENTORY_CASES: readonly RouteCase[] = [
  {
    route: 'PUT /products/:productSku/stockItems/:itemId',
    good: async ({ api, name }) => {
      const productSku = await makeProduct(api, name);
      return {
        path: { productSku, itemId: '1' },
        item: { productSku, stockItem: { item_id: 1, qty: 5, is_in_stock: true } },
        inPath: [['stockItem', 'item_id']],
        check: async (result) => {
          bareId(result);
          await expectRead(api, `/stockItems/${productSku}`, { qty: 5, is_in_stock: true });
        },
      };
    },
    bad: ({ name: productSku }) => ({
      path: { productSku, itemId: '1' },
      item: { productSku, stockItem: { qty: 5, is_in_stock: true } },
      verdict: notFound(NO_PRODUCT),
    }),
  },
  ...SOURCE_ITEM_CASES,
  {
    route: 'POST /inventory/sources',
    good: ({ api, name }) => ({
      item: { source: { source_code: name, name: 'North', enabled: true, country_id: 'GB', postcode: 'N1' } },
      check: async () =>
        expectRead(api, `/inventory/sources/${name}`, {
          source_code: name,
          name: 'North',
          country_id: 'GB',
          postcode: 'N1',
        }),
    }),
    bad: () => ({ item: { source: { name: 'North' } }, verdict: missing('source_code') }),
  },
  {
    route: 'POST /inventory/stock-source-links',
    good: async ({ api, name }) => {
      const stock_id = bareId(await api.call('POST', '/inventory/stocks', { stock: { name } }));
      const link = { stock_id, source_code: 'default', priority: 2 };
      return {
        item: { links: [link] },
        check: async () => {
          const path = `/inventory/stock-source-links${searchFor('stock_id', String(stock_id))}`;
          await expectRead(api, path, { items: [link], total_count: 1 });
        },
      };
    },
    bad: ({ name }) => ({
      item: { links: [{ stock_id: 1, source_code: `nowhere-${name}`, priority: 1 }] },
      verdict: errorRow(`nowhere-${name}`),
    }),
  },
  {
    route: 'POST /inventory/bulk-product-source-transfer',
    good: async ({ api, name }) => {
      const sku = await makeProduct(api, name);
      const destinationSource = await makeSource(api, `${name}-to`);
      await api.call('POST', '/inventory/source-items', { sourceItems: [sourceItem(sku)] });
      return {
        item: { skus: [sku], originSource: 'default', destinationSource, unassignFromOrigin: true },
        check: async () => {
          expect(await itemsOf(api, sku)).toMatchObject([
            { sku, source_code: destinationSource, quantity: 7 },
          ]);
        },
      };
    },
    bad: async ({ api, name }) => {
      const sku = await makeProduct(api, `bad-${name}`);
      const destinationSource = `nowhere-${name}`;
      return {
        item: { skus: [sku], originSource: 'default', destinationSource, unassignFromOrigin: false },
        verdict: failed(`Destination source ${destinationSource} does not exist`),
      };
    },
  },
];
