import {
  type DocumentItem,
  type Invoice,
  type OrderDocument,
  type OrderInvoicePayload,
  type OrderItem,
  type OrderShipPayload,
  type Shipment,
} from '@sluice/schemas';
import type { Applied, OperationContext } from '../model';
import { checkInvoice, checkShipment, toInvoice, toShip } from './order-checks';
import { toComment } from './order-save';
import { money, totalsOf } from './order-totals';
import { refuse, timestamp } from './sent-fields';

type Quantities = ReadonlyMap<number, number>;

/** How many shipments, invoices and comments an order takes: its size is bounded (mechanics 4). */
export const MAX_PARTS = 1000;

/** What is asked for by item: that of the call, all that is left where it names none. */
function quantitiesOf(
  { items }: OrderShipPayload | OrderInvoicePayload,
  order: OrderDocument,
  left: (item: OrderItem) => number,
): Quantities {
  const asked = (items ?? []).map(({ order_item_id, qty }) => [order_item_id ?? 0, qty ?? 0] as const);
  if (asked.length === 0) {
    return new Map(
      order.items.map((item) => [item.item_id, left(item)] as const).filter(([, qty]) => qty > 0),
    );
  }
  const total = new Map<number, number>();
  for (const [id, qty] of asked) total.set(id, (total.get(id) ?? 0) + qty);
  return total;
}

const linesOf = (
  order: OrderDocument,
  quantities: Quantities,
  { supplies }: OperationContext,
): DocumentItem[] =>
  order.items
    .filter(({ item_id }) => (quantities.get(item_id) ?? 0) > 0)
    .map(({ item_id, sku, name, price }) => ({
      entity_id: supplies.nextId(),
      order_item_id: item_id,
      sku: sku ?? '',
      name: name ?? null,
      price: price ?? 0,
      qty: quantities.get(item_id) ?? 0,
    }));

function partOf(
  sent: OrderShipPayload | OrderInvoicePayload,
  items: DocumentItem[],
  context: OperationContext,
) {
  return {
    entity_id: context.supplies.nextId(),
    created_at: timestamp(context.now),
    items,
    total_qty: items.reduce((total, { qty }) => total + qty, 0),
    comments: (sent.comment ?? null) === null ? [] : [toComment(sent.comment ?? {}, context)],
    notify: sent.notify ?? false,
    arguments: sent.arguments ?? null,
  };
}

/** Once anything has been shipped or invoiced an order is in work, once everything has, it is complete. */
function stateOf(order: OrderDocument): Pick<OrderDocument, 'state' | 'status'> {
  const { state, status, items } = order;
  const finished = items.every((item) => toShip(item) <= 0 && toInvoice(item) <= 0);
  const next = finished ? 'complete' : 'processing';
  const moves = state === 'new' || state === 'pending_payment' || (state === 'processing' && finished);
  return moves ? { state: next, status: next } : { state, status };
}

const finish = (order: OrderDocument, id: number, { now }: OperationContext): Applied => ({
  kind: 'applied',
  document: { ...order, ...stateOf(order), updated_at: timestamp(now) },
  result: String(id),
});

const invalid = (kind: string, messages: readonly string[]): Applied =>
  refuse('invalid_document', `${kind} Document Validation Error(s):\n${messages.join('\n')}`);

const full = (what: string): Applied =>
  refuse('too_many_parts', `The order cannot take more than ${String(MAX_PARTS)} ${what}.`);

const countUp = (order: OrderDocument, quantities: Quantities, name: 'qty_shipped' | 'qty_invoiced') =>
  order.items.map((item) => {
    const qty = quantities.get(item.item_id) ?? 0;
    return qty > 0 ? { ...item, [name]: item[name] + qty } : item;
  });

/** `order/ship`: a shipment of what the call names, or of all that is left; answers its id. */
export function ship(order: OrderDocument, sent: OrderShipPayload, context: OperationContext): Applied {
  const quantities = quantitiesOf(sent, order, toShip);
  const wrong = checkShipment(order, quantities, sent.tracks ?? []);
  if (wrong.length > 0) return invalid('Shipment', wrong);
  if (order.shipments.length >= MAX_PARTS) return full('shipments');
  const shipment: Shipment = {
    ...partOf(sent, linesOf(order, quantities, context), context),
    tracks: (sent.tracks ?? []).map((track) => ({ ...track, entity_id: context.supplies.nextId() })),
    packages: sent.packages ?? [],
  };
  const shipments = [...order.shipments, shipment];
  const items = countUp(order, quantities, 'qty_shipped');
  return finish({ ...order, items, shipments }, shipment.entity_id, context);
}

const PAID = 2;
const OPEN = 1;

/** `order/invoice`: an invoice of what the call names, or of all that is left; answers its id. */
export function invoice(order: OrderDocument, sent: OrderInvoicePayload, context: OperationContext): Applied {
  const quantities = quantitiesOf(sent, order, toInvoice);
  const wrong = checkInvoice(order, quantities);
  if (wrong.length > 0) return invalid('Invoice', wrong);
  if (order.invoices.length >= MAX_PARTS) return full('invoices');
  const captured = sent.capture === true;
  const lines = linesOf(order, quantities, context);
  const totals = totalsOf(order, lines);
  const made: Invoice = { ...partOf(sent, lines, context), state: captured ? PAID : OPEN, ...totals };
  const next: OrderDocument = {
    ...order,
    items: countUp(order, quantities, 'qty_invoiced'),
    invoices: [...order.invoices, made],
    total_invoiced: money((order.total_invoiced ?? 0) + totals.grand_total),
    total_paid: money((order.total_paid ?? 0) + (captured ? totals.grand_total : 0)),
  };
  return finish(next, made.entity_id, context);
}
