import { expectRead, type MagentoApi } from '../magento-api.fixture';
import { attributeOf, bareId, idIn, makeAttribute, makeOption, makeProduct } from '../make-entities.fixture';
import { NO_ID, NO_PRODUCT, notFound, wrongType, type RouteCase } from '../route-case.fixture';

/** A code of letters, digits and underscores. */
const codeOf = (name: string): string => name.replaceAll('-', '_');

const ATTRIBUTE_CASES: readonly RouteCase[] = [
  {
    route: 'POST /products/attributes',
    good: ({ api, name }) => ({
      item: { attribute: attributeOf(codeOf(name)) },
      check: async (result) =>
        expectRead(api, `/products/attributes/${codeOf(name)}`, {
          attribute_id: idIn(result, 'attribute_id'),
          attribute_code: codeOf(name),
          frontend_input: 'select',
        }),
    }),
    bad: ({ name }) => ({
      item: { attribute: { ...attributeOf(codeOf(name)), attribute_id: 'first' } },
      verdict: wrongType('attribute_id', 'first', 'int'),
    }),
  },
  {
    route: 'PUT /products/attributes/:attributeCode',
    good: async ({ api, name }) => {
      const attributeCode = codeOf(name);
      await makeAttribute(api, attributeCode);
      return {
        path: { attributeCode },
        item: { attribute: { ...attributeOf(attributeCode), default_frontend_label: 'Shade' } },
        inPath: [['attribute', 'attribute_code']],
        check: async () =>
          expectRead(api, `/products/attributes/${attributeCode}`, { default_frontend_label: 'Shade' }),
      };
    },
    bad: ({ name }) => ({
      path: { attributeCode: codeOf(name) },
      item: { attribute: { ...attributeOf(codeOf(name)), attribute_id: 'first' } },
      verdict: wrongType('attribute_id', 'first', 'int'),
    }),
  },
  {
    route: 'POST /products/attributes/:attributeCode/options',
    good: async ({ api, name }) => {
      const attributeCode = codeOf(name);
      await makeAttribute(api, attributeCode);
      return {
        path: { attributeCode },
        item: { attributeCode, option: { label: 'Red', sort_order: 1, is_default: false } },
        check: async (result) => {
          const value = String(bareId(result));
          const answer = await api.read(`/products/attributes/${attributeCode}`);
          const { options } = answer.json as { options: unknown };
          expect(options).toContainEqual(expect.objectContaining({ label: 'Red', value }));
        },
      };
    },
    bad: ({ name }) => ({
      path: { attributeCode: codeOf(name) },
      item: { attributeCode: codeOf(name), option: { label: 'Red' } },
      verdict: notFound(
        `The attribute with a "${codeOf(name)}" attributeCode doesn't exist. Verify the attribute and try again.`,
      ),
    }),
  },
  {
    route: 'POST /products/attribute-sets/attributes',
    good: async ({ api, name }) => {
      const attributeCode = codeOf(name);
      await makeAttribute(api, attributeCode);
      return {
        item: { attributeSetId: 4, attributeGroupId: 7, attributeCode, sortOrder: 10 },
        check: async (result) => {
          bareId(result);
          const answer = await api.read('/products/attribute-sets/4/attributes');
          expect(answer.json).toContainEqual(expect.objectContaining({ attribute_code: attributeCode }));
        },
      };
    },
    bad: async ({ api, name }) => {
      const attributeCode = codeOf(`bad-${name}`);
      await makeAttribute(api, attributeCode);
      return {
        item: { attributeSetId: NO_ID, attributeGroupId: 7, attributeCode, sortOrder: 10 },
        verdict: notFound(
          `The AttributeSet with a "${String(NO_ID)}" ID doesn't exist. Verify the attributeSet and try again.`,
        ),
      };
    },
  },
];

/** A configurable product with one option, and a product that could become its child. */
async function makeFamily(api: MagentoApi, name: string): Promise<{ sku: string; childSku: string }> {
  const code = codeOf(name);
  const attribute_id = await makeAttribute(api, code);
  const value = await makeOption(api, code, 'Red');
  const sku = await makeProduct(api, name, { type_id: 'configurable' });
  const option = { attribute_id, label: 'Colour', position: 0, values: [{ value_index: value }] };
  await api.call('POST', `/configurable-products/${sku}/options`, { option });
  const custom_attributes = [{ attribute_code: code, value: String(value) }];
  return { sku, childSku: await makeProduct(api, `${name}-red`, { custom_attributes }) };
}

/** Attributes, and configurable products, which differ by them. */
export const ATTRIBUTE_AND_CONFIGURABLE_CASES: readonly RouteCase[] = [
  ...ATTRIBUTE_CASES,
  {
    route: 'POST /configurable-products/:sku/child',
    good: async ({ api, name }) => {
      const { sku, childSku } = await makeFamily(api, name);
      return {
        path: { sku },
        item: { sku, childSku },
        check: async (result) => {
          expect(result).toBe(true);
          const child = idIn((await api.read(`/products/${childSku}`)).json, 'id');
          await expectRead(api, `/products/${sku}`, {
            extension_attributes: { configurable_product_links: [child] },
          });
        },
      };
    },
    bad: async ({ api, name }) => {
      const { sku } = await makeFamily(api, name);
      return { path: { sku }, item: { sku, childSku: `no-${name}` }, verdict: notFound(NO_PRODUCT) };
    },
  },
  {
    route: 'POST /configurable-products/:sku/options',
    good: async ({ api, name }) => {
      const sku = await makeProduct(api, name, { type_id: 'configurable' });
      const attribute_id = await makeAttribute(api, codeOf(name));
      const value_index = await makeOption(api, codeOf(name), 'Red');
      const option = { attribute_id, label: 'Colour', position: 0, values: [{ value_index }] };
      return {
        path: { sku },
        item: { sku, option },
        check: async (result) => {
          bareId(result);
          await expectRead(api, `/products/${sku}`, {
            extension_attributes: {
              configurable_product_options: [{ label: 'Colour', values: [{ value_index }] }],
            },
          });
        },
      };
    },
    bad: ({ name: sku }) => ({
      path: { sku },
      item: { sku, option: { attribute_id: 1, label: 'x', values: [{ value_index: 1 }] } },
      verdict: notFound(NO_PRODUCT),
    }),
  },
];
