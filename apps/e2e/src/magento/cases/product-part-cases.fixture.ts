import { expectRead, type MagentoApi } from '../magento-api.fixture';
import { bareId, idIn, makeProduct } from '../make-entities.fixture';
import type { JsonObject } from '../route-call.fixture';
import { NO_ID, NO_PRODUCT, notFound, type RouteCase } from '../route-case.fixture';

const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

const image = (label: string): JsonObject => ({
  media_type: 'image',
  label,
  position: 1,
  disabled: false,
  types: ['image', 'thumbnail'],
  content: { base64_encoded_data: PIXEL, type: 'image/png', name: 'front.png' },
});

const addImage = async (api: MagentoApi, sku: string): Promise<number> =>
  bareId(await api.call('POST', `/products/${sku}/media`, { entry: image('Front') }));

const link = (sku: string, linkedSku: string): JsonObject => ({
  sku,
  link_type: 'related',
  linked_product_sku: linkedSku,
  linked_product_type: 'simple',
  position: 3,
});

const option = (sku: string): JsonObject => ({
  product_sku: sku,
  title: 'Engraving',
  type: 'field',
  is_require: false,
  sort_order: 1,
  price: 2,
  price_type: 'fixed',
});

/** Two products, the second one to be linked from the first. */
async function makePair(api: MagentoApi, name: string): Promise<readonly [string, string]> {
  return [await makeProduct(api, name), await makeProduct(api, `${name}-linked`)];
}

const MEDIA_CASES: readonly RouteCase[] = [
  {
    route: 'POST /products/:sku/media',
    good: async ({ api, name }) => {
      const sku = await makeProduct(api, name);
      return {
        path: { sku },
        item: { sku, entry: image('Front') },
        check: async (result) =>
          expectRead(api, `/products/${sku}`, {
            media_gallery_entries: [{ id: bareId(result), label: 'Front', types: ['image', 'thumbnail'] }],
          }),
      };
    },
    bad: ({ name: sku }) => ({
      path: { sku },
      item: { sku, entry: image('Front') },
      verdict: notFound(NO_PRODUCT),
    }),
  },
  {
    route: 'PUT /products/:sku/media/:entryId',
    good: async ({ api, name }) => {
      const sku = await makeProduct(api, name);
      const id = await addImage(api, sku);
      return {
        path: { sku, entryId: String(id) },
        item: {
          sku,
          entry: { id, media_type: 'image', label: 'Back', position: 2, disabled: true, types: [] },
        },
        inPath: [['entry', 'id']],
        check: async (result) => {
          expect(result).toBe(true);
          await expectRead(api, `/products/${sku}`, {
            media_gallery_entries: [{ id, label: 'Back', position: 2, disabled: true, types: [] }],
          });
        },
      };
    },
    bad: async ({ api, name }) => {
      const sku = await makeProduct(api, `bad-${name}`);
      return {
        path: { sku, entryId: String(NO_ID) },
        item: {
          sku,
          entry: { id: NO_ID, media_type: 'image', label: 'x', position: 1, disabled: false, types: [] },
        },
        inPath: [['entry', 'id']],
        verdict: notFound('No image with the provided ID was found. Verify the ID and try again.'),
      };
    },
  },
  {
    route: 'DELETE /products/:sku/media/:entryId',
    good: async ({ api, name }) => {
      const sku = await makeProduct(api, name);
      const entryId = await addImage(api, sku);
      return {
        path: { sku, entryId: String(entryId) },
        item: { sku, entryId },
        check: async (result) => {
          expect(result).toBe(true);
          await expectRead(api, `/products/${sku}`, { media_gallery_entries: [] });
        },
      };
    },
    bad: ({ name: sku }) => ({
      path: { sku, entryId: '1' },
      item: { sku, entryId: 1 },
      verdict: notFound(NO_PRODUCT),
    }),
  },
];

const LINK_CASES: readonly RouteCase[] = [
  {
    route: 'POST /products/:sku/links',
    good: async ({ api, name }) => {
      const [sku, linked] = await makePair(api, name);
      return {
        path: { sku },
        item: { sku, items: [link(sku, linked)] },
        check: async (result) => {
          expect(result).toBe(true);
          await expectRead(api, `/products/${sku}`, { product_links: [link(sku, linked)] });
        },
      };
    },
    bad: ({ name: sku }) => ({
      path: { sku },
      item: { sku, items: [link(sku, 'whatever')] },
      verdict: notFound(NO_PRODUCT),
    }),
  },
  {
    route: 'PUT /products/:sku/links',
    good: async ({ api, name }) => {
      const [sku, linked] = await makePair(api, name);
      return {
        path: { sku },
        item: { entity: link(sku, linked) },
        inPath: [['entity', 'sku']],
        check: async (result) => {
          expect(result).toBe(true);
          await expectRead(api, `/products/${sku}`, { product_links: [link(sku, linked)] });
        },
      };
    },
    bad: async ({ api, name }) => {
      const sku = await makeProduct(api, `bad-${name}`);
      return { path: { sku }, item: { entity: link(sku, `no-${name}`) }, verdict: notFound(NO_PRODUCT) };
    },
  },
  {
    route: 'DELETE /products/:sku/links/:type/:linkedProductSku',
    good: async ({ api, name }) => {
      const [sku, linkedProductSku] = await makePair(api, name);
      await api.call('PUT', `/products/${sku}/links`, { entity: link(sku, linkedProductSku) });
      const path = { sku, type: 'related', linkedProductSku };
      return {
        path,
        item: path,
        check: async (result) => {
          expect(result).toBe(true);
          await expectRead(api, `/products/${sku}`, { product_links: [] });
        },
      };
    },
    bad: ({ name: sku }) => {
      const path = { sku, type: 'related', linkedProductSku: sku };
      return { path, item: path, verdict: notFound(NO_PRODUCT) };
    },
  },
];

/** What lives inside a product. */
export const PRODUCT_PART_CASES: readonly RouteCase[] = [
  ...MEDIA_CASES,
  ...LINK_CASES,
  {
    route: 'POST /products/:sku/websites',
    good: async ({ api, name }) => {
      const sku = await makeProduct(api, name);
      return {
        path: { sku },
        item: { productWebsiteLink: { sku, website_id: 1 } },
        inPath: [['productWebsiteLink', 'sku']],
        check: async (result) => {
          expect(result).toBe(true);
          await expectRead(api, `/products/${sku}`, { extension_attributes: { website_ids: [1] } });
        },
      };
    },
    bad: ({ name: sku }) => ({
      path: { sku },
      item: { productWebsiteLink: { sku, website_id: 1 } },
      verdict: notFound(NO_PRODUCT),
    }),
  },
  {
    route: 'POST /products/options',
    good: async ({ api, name }) => {
      const sku = await makeProduct(api, name);
      return {
        item: { option: option(sku) },
        check: async (result) =>
          expectRead(api, `/products/${sku}`, {
            options: [{ option_id: idIn(result, 'option_id'), title: 'Engraving', type: 'field', price: 2 }],
          }),
      };
    },
    bad: ({ name }) => ({ item: { option: option(name) }, verdict: notFound(NO_PRODUCT) }),
  },
  {
    route: 'DELETE /products/:sku/options/:optionId',
    good: async ({ api, name }) => {
      const sku = await makeProduct(api, name);
      const made = await api.call('POST', '/products/options', { option: option(sku) });
      const optionId = idIn(made, 'option_id');
      return {
        path: { sku, optionId: String(optionId) },
        item: { sku, optionId },
        check: async (result) => {
          expect(result).toBe(true);
          await expectRead(api, `/products/${sku}`, { options: [] });
        },
      };
    },
    bad: ({ name: sku }) => ({
      path: { sku, optionId: '1' },
      item: { sku, optionId: 1 },
      verdict: notFound(NO_PRODUCT),
    }),
  },
];
