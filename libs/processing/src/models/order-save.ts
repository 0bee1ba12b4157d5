import {
  ORDER_FIELDS,
  ORDER_ITEM_FIELDS,
  canonicalSku,
  incrementIdOf,
  type CommentPayload,
  type OrderComment,
  type OrderDocument,
  type OrderItem,
  type OrderItemPayload,
  type OrderPayload,
} from '@sluice/schemas';
import type { OperationContext } from '../model';
import { mergeFields, mergeOpen, timestamp } from './sent-fields';

const COUNTED = { qty_ordered: 0, qty_invoiced: 0, qty_shipped: 0 } as const;

/** A stored item with what was sent over it; quantities are never without a number. */
function mergeItem(before: Partial<OrderItem>, sent: OrderItemPayload, item_id: number): OrderItem {
  const merged = mergeFields(ORDER_ITEM_FIELDS, before, sent);
  const counted = Object.entries(COUNTED).map(([name, none]) => [name, merged[name] ?? none] as const);
  const attributes = mergeOpen(before.attributes, sent.attributes);
  return { ...merged, ...Object.fromEntries(counted), attributes, item_id } as OrderItem;
}

/** An id that no item of the order has: those of a placed order are its cart's. Zero: not fetched yet. */
function freshId(items: readonly OrderItem[], { supplies }: OperationContext): number {
  const used = new Set(items.map(({ item_id }) => item_id));
  let id = supplies.nextId();
  while (id !== 0 && used.has(id)) id = supplies.nextId();
  return id;
}

const skuOf = ({ sku }: OrderItemPayload): string => canonicalSku(sku ?? '');

/** The item that a row is about: the one with its id, else the first of its sku that no other row is about. */
function meantBy(row: OrderItemPayload, open: readonly OrderItem[]): OrderItem | undefined {
  return (
    open.find(({ item_id }) => item_id === row.item_id) ?? open.find((item) => skuOf(item) === skuOf(row))
  );
}

function mergeItems(
  before: readonly OrderItem[],
  sent: readonly OrderItemPayload[],
  context: OperationContext,
): readonly OrderItem[] {
  const open = [...before];
  const changed = new Map<number, OrderItem>();
  let added: readonly OrderItem[] = [];
  for (const row of sent) {
    const item = meantBy(row, open);
    if (item === undefined) added = [...added, mergeItem({}, row, freshId([...before, ...added], context))];
    else {
      open.splice(open.indexOf(item), 1);
      changed.set(item.item_id, mergeItem(item, row, item.item_id));
    }
  }
  return [...before.map((item) => changed.get(item.item_id) ?? item), ...added];
}

/** A comment as it is kept. */
export const toComment = (sent: CommentPayload, { now, supplies }: OperationContext): OrderComment => ({
  ...sent,
  entity_id: supplies.nextId(),
  created_at: timestamp(now),
});

/** A new order; what its sender does not say is as the original fills it in. */
export function createOrder(sent: OrderPayload, context: OperationContext): OrderDocument {
  const now = timestamp(context.now);
  const { increment_id, state, status, created_at, attributes } = sent;
  const fields = mergeFields(ORDER_FIELDS, {}, sent);
  return {
    ...fields,
    increment_id: increment_id ?? incrementIdOf(sent.entity_id),
    state: state ?? 'new',
    status: status ?? 'pending',
    created_at: created_at ?? now,
    updated_at: now,
    items: mergeItems([], sent.items ?? [], context),
    comments: (sent.status_histories ?? []).map((comment) => toComment(comment, context)),
    shipments: [],
    invoices: [],
    attributes: attributes ?? {},
  };
}

/** The order with what was sent over it; what it cannot be without stays when null is sent. */
export function updateOrder(
  before: OrderDocument,
  sent: OrderPayload,
  context: OperationContext,
): OrderDocument {
  const merged = mergeFields(ORDER_FIELDS, before, sent) as OrderDocument;
  return {
    ...merged,
    increment_id: sent.increment_id ?? before.increment_id,
    state: sent.state ?? before.state,
    status: sent.status ?? before.status,
    created_at: sent.created_at ?? before.created_at,
    updated_at: timestamp(context.now),
    items: mergeItems(before.items, sent.items ?? [], context),
    attributes: mergeOpen(before.attributes, sent.attributes),
  };
}
