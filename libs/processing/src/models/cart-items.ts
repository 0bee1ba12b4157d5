import {
  canonicalSku,
  MAX_RESULT_BYTES,
  type CartDocument,
  type CartItem,
  type CartItemPayload,
  type PriceDocument,
  type ProductDocument,
} from '@sluice/schemas';
import type { Applied, OperationContext } from '../model';
import { sameJson } from '../same-json';
import { refuse, timestamp } from './sent-fields';

/** What keeps a cart, and the order it becomes, far below the size of an aggregate (mechanics 4). */
const MAX_ITEMS = 1000;

/** The original's column: a longer name is cut. */
const MAX_NAME_CHARS = 255;

const PRODUCT_NOT_FOUND = "The product that was requested doesn't exist. Verify the product and try again.";

/** A change of a cart that takes changes. */
export interface CartChange {
  readonly cart: CartDocument;
  readonly context: OperationContext;
}

const notInCart = (cartId: string, itemId: number): Applied =>
  refuse('not_found', `The ${cartId} Cart doesn't contain the ${String(itemId)} item.`);

/** The product's name in the cart's store view. */
function nameOf({ global, stores, sku }: ProductDocument, { cart, context }: CartChange): string {
  const code = context.stores.views.find(({ id }) => id === cart.store_id)?.code;
  const own = stores.find((store) => store.code === code)?.values.name;
  return (own ?? global.name ?? sku).slice(0, MAX_NAME_CHARS);
}

/** The base price of the cart's store, or of all, where the sku has one; else the product's own. */
function priceOf(product: ProductDocument, { cart, context }: CartChange): number {
  const prices = context.supplies.document('prices', canonicalSku(product.sku)) as PriceDocument | null;
  const of = (store: number): number | undefined =>
    prices?.base.find(({ store_id }) => store_id === store)?.price;
  return of(cart.store_id) ?? of(0) ?? product.price ?? 0;
}

const OPTIONS = ['product_option', 'extension_attributes', 'attributes'] as const;

/** What the sender says of an item beside what the catalogue knows. */
const optionsOf = (sent: CartItemPayload): Partial<CartItem> =>
  Object.fromEntries(
    OPTIONS.filter((name) => sent[name] !== undefined).map((name) => [name, sent[name]] as const),
  );

const isSameChoice = (item: CartItem, sku: string, sent: CartItemPayload): boolean =>
  canonicalSku(item.sku) === sku && sameJson(item.product_option ?? null, sent.product_option ?? null);

/** The item as the call answers it, cut to its id where it is longer than a result may be. */
function answerOf(quoteId: string, item: CartItem): string {
  const { item_id, sku, qty, name, price, product_type } = item;
  const text = JSON.stringify({ item_id, sku, qty, name, price, product_type, quote_id: quoteId });
  return Buffer.byteLength(text) <= MAX_RESULT_BYTES ? text : JSON.stringify({ item_id });
}

function withItem({ cart, context }: CartChange, quoteId: string, item: CartItem): Applied {
  const known = cart.items.some(({ item_id }) => item_id === item.item_id);
  const items = known
    ? cart.items.map((before) => (before.item_id === item.item_id ? item : before))
    : [...cart.items, item];
  if (items.length > MAX_ITEMS) {
    return refuse('cart_full', `The cart cannot hold more than ${String(MAX_ITEMS)} items.`);
  }
  const document: CartDocument = { ...cart, items, updated_at: timestamp(context.now) };
  return { kind: 'applied', document, result: answerOf(quoteId, item) };
}

/** A new item, or more of the one that is the same sku with the same options. */
function addItem(change: CartChange, sent: CartItemPayload, qty: number): Applied {
  const { supplies } = change.context;
  const sku = canonicalSku(sent.sku ?? '');
  const product = sku === '' ? null : (supplies.document('products', sku) as ProductDocument | null);
  if (product === null) return refuse('not_found', PRODUCT_NOT_FOUND);
  const item = change.cart.items.find((candidate) => isSameChoice(candidate, sku, sent));
  return withItem(change, sent.quote_id, {
    ...item,
    sku: product.sku,
    name: nameOf(product, change),
    price: priceOf(product, change),
    product_type: product.type_id,
    ...optionsOf(sent),
    item_id: item?.item_id ?? supplies.nextId(),
    qty: (item?.qty ?? 0) + qty,
  });
}

/** `cart/save-item`: sets the quantity of an item, or puts a product into the cart. */
export function saveItem(change: CartChange, sent: CartItemPayload): Applied {
  const { qty = null, item_id = null, quote_id } = sent;
  if (qty === null || qty <= 0) {
    return refuse('invalid_input', `Invalid value of "${String(qty ?? '')}" provided for the qty field.`);
  }
  if (item_id === null) return addItem(change, sent, qty);
  const item = change.cart.items.find((candidate) => candidate.item_id === item_id);
  if (item === undefined) return notInCart(quote_id, item_id);
  return withItem(change, quote_id, { ...item, ...optionsOf(sent), qty });
}

/** `cart/remove-item`. */
export function removeItem({ cart, context }: CartChange, cartId: number, itemId: number): Applied {
  const items = cart.items.filter(({ item_id }) => item_id !== itemId);
  if (items.length === cart.items.length) return notInCart(String(cartId), itemId);
  const document: CartDocument = { ...cart, items, updated_at: timestamp(context.now) };
  return { kind: 'applied', document };
}
