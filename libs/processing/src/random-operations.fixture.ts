import fc from 'fast-check';
import { findAction } from '@sluice/schemas';

/** One operation as a client might ask for it; `entity/action` and a payload with its key inside. */
export interface Asked {
  readonly entity: string;
  readonly action: string;
  readonly scope?: string;
  readonly payload: Record<string, unknown>;
}

/** Few values, so that repetitions and unchanged items are common. */
const pick = <Value>(...values: readonly Value[]): fc.Arbitrary<Value> => fc.constantFrom(...values);
const sku = pick('A', 'B', 'a');
/** Of a product that no operation of the test touches: the order across keys is not promised (G10). */
const elsewhere = pick('X', 'nowhere');
const id = pick(11, 12);
const amount = pick(-1, 0, 5, 7.5);
const scope = pick(undefined, 'all', 'french');

const ask = (
  entity: string,
  action: string,
  payload: Readonly<Record<string, fc.Arbitrary<unknown>>>,
): fc.Arbitrary<Asked> =>
  fc.record({ scope, payload: fc.record(payload) }).map(({ scope: sent, payload: made }) => ({
    entity,
    action,
    ...(sent === undefined ? {} : { scope: sent }),
    payload: made,
  }));

const rows = (row: Readonly<Record<string, fc.Arbitrary<unknown>>>): fc.Arbitrary<unknown> =>
  fc.array(fc.record(row), { minLength: 1, maxLength: 3 });

const attribute = fc.record({ attribute_code: pick('color', 'size'), value: pick('red', 'S', null) });
const storeId = pick(0, 1, 99);
const source = pick('default', 'east', 'nowhere');
const quantity = pick(-1, 0, 3);

const PRODUCT = [
  ask('product', 'upsert', {
    sku,
    name: pick('one', 'two'),
    price: amount,
    custom_attributes: fc.array(attribute, { maxLength: 2 }),
  }),
  ask('product', 'delete', { sku }),
];

const PRICE = [
  ask('price', 'base', { sku, prices: rows({ store_id: storeId, price: amount }) }),
  ask('price', 'cost', { sku, prices: rows({ store_id: storeId, cost: amount }) }),
  ask('price', 'special', {
    sku,
    prices: rows({ store_id: storeId, price: amount, price_from: pick('2026-01-01 00:00:00') }),
  }),
  ...['tier-update', 'tier-replace', 'tier-delete'].map((action) =>
    ask('price', action, {
      sku,
      prices: rows({
        price: amount,
        price_type: pick('fixed', 'discount', 'gift'),
        website_id: pick(0, 1, 99),
        customer_group: pick('ALL GROUPS', 'Wholesale', 'Nobody'),
        quantity: pick(1, 2),
      }),
    }),
  ),
];

const INVENTORY = [
  ...['source-items-save', 'source-items-delete'].map((action) =>
    ask('inventory_item', action, {
      sku,
      source_items: rows({ source_code: source, quantity, status: pick(0, 1) }),
    }),
  ),
  ask('inventory_item', 'transfer', {
    sku,
    origin_source: source,
    destination_source: source,
    unassign_from_origin: fc.boolean(),
  }),
  ask('inventory_item', 'stock-item', {
    sku,
    quantity,
    is_in_stock: fc.boolean(),
    stock_item: fc.record({ min_qty: pick(0, 1) }),
  }),
  ask('inventory_source', 'upsert', { source_code: pick('west', 'north'), name: pick('W', 'N') }),
  ask('stock', 'create', { stock_id: id, name: pick('one', 'two') }),
  ask('stock', 'link', { stock_id: id, links: rows({ source_code: source, priority: pick(1, 2) }) }),
];

const CATALOG = [
  ask('category', 'create', { id, parent_id: pick(2, 99), name: pick('one', 'two') }),
  ask('category', 'update', { id, name: pick('one', 'two'), is_active: fc.boolean() }),
  ask('category', 'delete', { id }),
  ask('category', 'add-product', { id, sku: elsewhere, position: pick(1, 2) }),
  ask('category', 'remove-product', { id, sku: elsewhere }),
  ask('product_attribute', 'save', {
    attribute_code: pick('color', 'size'),
    frontend_input: pick('text', 'select'),
    default_frontend_label: pick('Color', 'Size'),
    scope: pick('global', 'store'),
  }),
  ask('product_attribute', 'add-option', {
    attribute_code: pick('color', 'size'),
    option: fc.record({ label: pick('red', 'blue') }),
  }),
  ask('attribute_set', 'create', { attribute_set_name: pick('Bag', 'Top'), skeleton_id: pick(4, 99) }),
  ask('attribute_set', 'save-group', {
    set: pick('bag', 'id:99'),
    attribute_set_id: pick(1, 99),
    attribute_group_name: pick('Size', 'Look'),
  }),
];

const SALES = [
  ask('cart', 'create', { cart_id: id }),
  ask('cart', 'save-item', { quote_id: id.map(String), sku: elsewhere, qty: quantity }),
  ask('cart', 'set-coupon', { cart_id: id, coupon_code: pick('SAVE', 'LOST') }),
  ask('cart', 'place', { cart_id: pick(11), order_id: pick(21) }),
  ask('cart', 'place', { cart_id: pick(12), order_id: pick(22) }),
  ask('sales_rule', 'create', { rule_id: id, name: pick('one', 'two'), is_active: fc.boolean() }),
  ask('sales_rule', 'generate', { rule_id: id, quantity: pick(0, 2), length: pick(8, 12) }),
  ask('order', 'create', { entity_id: id, items: fc.constant([{ sku: 'X', qty_ordered: 2 }]) }),
  ask('order', 'comment', { order_id: id, status_history: fc.record({ comment: pick('hi', 'ho') }) }),
];

const CONTENT = [
  ask('cms_page', 'create', { id, identifier: pick('home', 'about'), title: pick('one', 'two') }),
  ask('cms_page', 'update', { id, title: pick('one', 'two'), content: pick('x', 'y') }),
  ask('cms_page', 'delete', { id }),
  ask('cms_block', 'create', { id, identifier: pick('home', 'about'), title: pick('one', 'two') }),
  ask('cms_block', 'update', { id, title: pick('one', 'two') }),
];

const email = pick('a@x.org', 'b@x.org', 'A@x.org');
const customer = pick('1:a@x.org', '1:b@x.org', 'id:99');
const address = fc.record({
  firstname: pick('Ann', 'Bo'),
  lastname: pick('Lee'),
  street: pick(['Road 1'], ['Road 2']),
  city: pick('Ham'),
  telephone: pick('1'),
  country_id: pick('DE'),
  postcode: pick('1', '2'),
});
const profile = {
  firstname: pick('Ann', 'Bo', ' '),
  lastname: pick('Lee'),
  addresses: fc.option(fc.array(address, { maxLength: 2 }), { nil: undefined }),
};

const CUSTOMERS = [
  ask('customer', 'create', { website_id: pick(1), email, ...profile }),
  ask('customer', 'update', { key: customer, customer_id: pick(5), ...profile }),
  ask('customer', 'delete', { key: customer, customer_id: pick(5) }),
  ask('customer', 'delete-address', { key: customer, address_id: pick(1001, 1002) }),
  ask('customer_group', 'create', { code: pick('Gold', 'gold', 'Tin'), tax_class_id: pick(3) }),
  ask('customer_group', 'update', { key: pick('gold', 'id:99'), id: pick(5), tax_class_id: pick(3) }),
];

/** What may be asked, by the consumer app that applies it. */
export const ASKED: Readonly<Record<string, fc.Arbitrary<Asked>>> = {
  products: fc.oneof(...PRODUCT, ...CATALOG),
  prices: fc.oneof(...PRICE),
  inventory: fc.oneof(...INVENTORY),
  customers: fc.oneof(...CUSTOMERS),
  sales: fc.oneof(...SALES),
  content: fc.oneof(...CONTENT),
};

/** The key of what is asked; throws where the registry would not take it. */
export function keyOfAsked({ entity, action, payload }: Asked): string {
  const spec = findAction(entity, action);
  if (spec === undefined) throw new Error(`no action ${entity}/${action}`);
  const parsed = spec.payload.safeParse(payload);
  if (!parsed.success) throw new Error(`${entity}/${action}: ${parsed.error.message}`);
  return spec.keyOf(payload as never);
}
