import type { OrderDocument, OrderItem, TrackPayload } from '@sluice/schemas';

type Quantities = ReadonlyMap<number, number>;

const gone = ({ qty_refunded, qty_canceled }: OrderItem): number => (qty_refunded ?? 0) + (qty_canceled ?? 0);

/** A part of another item goes where that one goes. */
const isPart = ({ parent_item_id }: OrderItem): boolean => (parent_item_id ?? 0) !== 0;

/** How much of the item can still be shipped. */
export const toShip = (item: OrderItem): number =>
  isPart(item) || item.is_virtual === 1 ? 0 : item.qty_ordered - item.qty_shipped - gone(item);

/** How much of the item can still be invoiced. */
export const toInvoice = (item: OrderItem): number =>
  isPart(item) ? 0 : item.qty_ordered - item.qty_invoiced - (item.qty_canceled ?? 0);

const NOT_SHIPPED: ReadonlySet<string> = new Set(['payment_review', 'holded', 'canceled']);
const NOT_INVOICED: ReadonlySet<string> = new Set([...NOT_SHIPPED, 'complete', 'closed']);

function orderRefusesShipment({ state, status, items, is_virtual }: OrderDocument): string[] {
  if (NOT_SHIPPED.has(state) || is_virtual === 1) {
    return [`A shipment cannot be created when an order has a status of ${status}`];
  }
  return items.some((item) => toShip(item) > 0) ? [] : ['The order does not allow a shipment to be created.'];
}

function itemRefusesShipment(item: OrderItem | undefined, id: number, qty: number): string[] {
  if (item === undefined) return [`We can not found item "${String(id)}" in order.`];
  if (qty >= 0 && qty <= toShip(item)) return [];
  return [`We found an invalid quantity to ship for item "${item.name ?? item.sku ?? ''}".`];
}

/** What is wrong with a shipment, in the original's words; nothing where it can be made. */
export function checkShipment(
  order: OrderDocument,
  quantities: Quantities,
  tracks: readonly TrackPayload[],
): string[] {
  const items = new Map(order.items.map((item) => [item.item_id, item]));
  const wrong = orderRefusesShipment(order);
  let total = 0;
  for (const [id, qty] of quantities) {
    const messages = itemRefusesShipment(items.get(id), id, qty);
    if (messages.length === 0) total += qty;
    wrong.push(...messages);
  }
  if (total <= 0) wrong.push("You can't create a shipment without products.");
  const untraced = tracks.filter(({ track_number }) => (track_number ?? '') === '');
  return [...wrong, ...untraced.map(() => 'Please enter a tracking number.')];
}

function orderRefusesInvoice({ state, status, items }: OrderDocument): string[] {
  if (NOT_INVOICED.has(state)) {
    return [`An invoice cannot be created when an order has a status of ${status}`];
  }
  return items.some((item) => toInvoice(item) > 0)
    ? []
    : ['The order does not allow an invoice to be created.'];
}

/** What is wrong with an invoice, in the original's words; nothing where it can be made. */
export function checkInvoice(order: OrderDocument, quantities: Quantities): string[] {
  const items = new Map(order.items.map((item) => [item.item_id, item]));
  const wrong = orderRefusesInvoice(order);
  const asked = [...quantities].map(([id, qty]) => ({ item: items.get(id), qty }));
  for (const { item, qty } of asked) {
    if (item === undefined || (qty >= 0 && qty <= toInvoice(item))) continue;
    wrong.push(
      `The quantity to invoice must not be greater than the uninvoiced quantity for product SKU "${item.sku ?? ''}".`,
    );
  }
  if (asked.some(({ item }) => item === undefined)) {
    wrong.push('The invoice contains one or more items that are not part of the original order.');
  } else if (asked.reduce((total, { qty }) => total + qty, 0) <= 0) {
    wrong.push("You can't create an invoice without products.");
  }
  return wrong;
}
