import type { MagentoApi } from './magento-api.fixture';
import type { JsonObject } from './route-call.fixture';

/** The property of an answer that holds the id of what was made. */
export function idIn(answer: unknown, property: string): number {
  const id: unknown = (answer as JsonObject | null)?.[property];
  if (typeof id === 'number') return id;
  throw new Error(`no ${property} in ${JSON.stringify(answer)}`);
}

/** The answer as the bare id it must be; Magento prints some of them as text. */
export function bareId(answer: unknown): number {
  const id = Number(answer);
  if (Number.isSafeInteger(id) && id > 0) return id;
  throw new Error(`no id: ${JSON.stringify(answer)}`);
}

/** Makes a product; answers its sku. */
export async function makeProduct(api: MagentoApi, sku: string, fields: JsonObject = {}): Promise<string> {
  const product = { sku, name: sku, price: 10, attribute_set_id: 4, type_id: 'simple', ...fields };
  await api.call('POST', '/products', { product });
  return sku;
}

export const makeCategory = async (api: MagentoApi, name: string, parentId = 2): Promise<number> =>
  idIn(
    await api.call('POST', '/categories', { category: { name, parent_id: parentId, is_active: true } }),
    'id',
  );

export const ADDRESS = {
  firstname: 'Ada',
  lastname: 'Byron',
  street: ['12 St James Square'],
  city: 'London',
  postcode: 'SW1Y 4LE',
  country_id: 'GB',
  telephone: '0123456789',
} as const;

export const customerOf = (name: string): JsonObject => ({
  email: `${name}@example.com`,
  firstname: 'Ada',
  lastname: 'Byron',
  group_id: 1,
  website_id: 1,
});

export const makeCustomer = async (
  api: MagentoApi,
  name: string,
  fields: JsonObject = {},
): Promise<JsonObject> =>
  (await api.call('POST', '/customers', { customer: { ...customerOf(name), ...fields } })) as JsonObject;

export const makeGroup = async (api: MagentoApi, code: string): Promise<number> =>
  idIn(await api.call('POST', '/customerGroups', { group: { code, tax_class_id: 3 } }), 'id');

export const makeCart = async (api: MagentoApi): Promise<number> => bareId(await api.call('POST', '/carts'));

/** A cart with one item. */
export async function makeFilledCart(api: MagentoApi, sku: string): Promise<{ cart: number; item: number }> {
  const cart = await makeCart(api);
  await makeProduct(api, sku);
  const cartItem = { sku, qty: 2, quote_id: String(cart) };
  const answer = await api.call('POST', `/carts/${String(cart)}/items`, { cartItem });
  return { cart, item: idIn(answer, 'item_id') };
}

/** An order of two pieces of one product. */
export async function makeOrder(api: MagentoApi, name: string): Promise<{ order: number; item: number }> {
  const sku = await makeProduct(api, `ordered-${name}`);
  const entity = {
    increment_id: name,
    state: 'new',
    status: 'pending',
    customer_email: `${name}@example.com`,
    grand_total: 20,
    base_grand_total: 20,
    items: [{ sku, name: sku, qty_ordered: 2, price: 10, row_total: 20, product_type: 'simple' }],
  };
  const answer = (await api.call('POST', '/orders', { entity })) as { items?: JsonObject[] };
  const order = idIn(answer, 'entity_id');
  const read =
    answer.items ?? ((await api.read(`/orders/${String(order)}`)).json as { items: JsonObject[] }).items;
  return { order, item: idIn(read[0], 'item_id') };
}

export const attributeOf = (code: string): JsonObject => ({
  attribute_code: code,
  frontend_input: 'select',
  default_frontend_label: code,
  scope: 'global',
  is_required: false,
});

export const makeAttribute = async (api: MagentoApi, code: string): Promise<number> =>
  idIn(await api.call('POST', '/products/attributes', { attribute: attributeOf(code) }), 'attribute_id');

export const makeOption = async (api: MagentoApi, code: string, label: string): Promise<number> =>
  bareId(
    await api.call('POST', `/products/attributes/${code}/options`, { option: { label, sort_order: 1 } }),
  );

export const makeSource = async (api: MagentoApi, code: string): Promise<string> => {
  const source = { source_code: code, name: code, enabled: true, country_id: 'GB', postcode: 'SW1Y' };
  await api.call('POST', '/inventory/sources', { source });
  return code;
};

export const ruleOf = (name: string): JsonObject => ({
  name,
  website_ids: [1],
  customer_group_ids: [0, 1],
  is_active: true,
  simple_action: 'by_percent',
  discount_amount: 10,
  coupon_type: 'SPECIFIC_COUPON',
  use_auto_generation: true,
});

export const makeRule = async (api: MagentoApi, name: string): Promise<number> =>
  idIn(await api.call('POST', '/salesRules', { rule: ruleOf(name) }), 'rule_id');

/** Coupons of a new rule. */
export async function makeCoupons(api: MagentoApi, name: string, quantity: number): Promise<string[]> {
  const couponSpec = { rule_id: await makeRule(api, name), quantity, length: 12, format: 'alphanum' };
  return (await api.call('POST', '/coupons/generate', { couponSpec })) as string[];
}

export const pageOf = (identifier: string): JsonObject => ({
  identifier,
  title: `Page ${identifier}`,
  content: '<h1>Hello</h1>',
  active: true,
});

export const makePage = async (api: MagentoApi, identifier: string): Promise<number> =>
  idIn(await api.call('POST', '/cmsPage', { page: pageOf(identifier) }), 'id');
