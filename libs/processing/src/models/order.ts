import type {
  OrderCommentPayload,
  OrderDocument,
  OrderInvoicePayload,
  OrderPayload,
  OrderShipPayload,
} from '@sluice/schemas';
import { incrementIdOf } from '@sluice/schemas';
import type { Applied, AppliedOperation, EntityModel, OperationContext } from '../model';
import { sameJson } from '../same-json';
import { MAX_PARTS, invoice, ship } from './order-documents';
import { createOrder, toComment, updateOrder } from './order-save';
import { refuse, timestamp } from './sent-fields';

const NOT_FOUND = "The entity that was requested doesn't exist. Verify the entity and try again.";

/** A comment may set the order's status, as it does in the original. */
function comment(
  order: OrderDocument,
  { status_history: sent }: OrderCommentPayload,
  context: OperationContext,
): Applied {
  if (order.comments.length >= MAX_PARTS) {
    return refuse('too_many_parts', `The order cannot take more than ${String(MAX_PARTS)} comments.`);
  }
  const status = (sent.status ?? '') === '' ? order.status : (sent.status ?? order.status);
  const comments = [...order.comments, toComment({ ...sent, status }, context)];
  return { kind: 'applied', document: { ...order, status, comments, updated_at: timestamp(context.now) } };
}

function change(
  order: OrderDocument,
  { action, payload }: AppliedOperation,
  context: OperationContext,
): Applied {
  if (action === 'ship') return ship(order, payload as OrderShipPayload, context);
  if (action === 'invoice') return invoice(order, payload as OrderInvoicePayload, context);
  if (action === 'comment') return comment(order, payload as OrderCommentPayload, context);
  return { kind: 'applied', document: updateOrder(order, payload as OrderPayload, context) };
}

function resultOf({ action, payload }: AppliedOperation, id: number | null): string | null {
  if (action === 'comment') return 'true';
  if (action === 'ship' || action === 'invoice') return null;
  const increment_id = (payload as OrderPayload).increment_id ?? incrementIdOf(id ?? 0);
  return JSON.stringify({ entity_id: id, increment_id });
}

const timeless = (document: unknown): object => ({ ...(document as OrderDocument), updated_at: '' });

/** Orders with their shipments, invoices and comments (contract magento-bulk 7 and 8). */
export const orderModel: EntityModel = {
  apply(document, operation, context): Applied {
    const order = document as OrderDocument | null;
    if (operation.action === 'create') {
      if (order !== null) return refuse('already_exists', 'There is an order with this id already.');
      return { kind: 'applied', document: createOrder(operation.payload as OrderPayload, context) };
    }
    return order === null ? refuse('not_found', NOT_FOUND) : change(order, operation, context);
  },
  same: (before, after) => before !== null && after !== null && sameJson(timeless(before), timeless(after)),
  result: resultOf,
  refs: (document) => {
    const { shipments, invoices } = document as OrderDocument;
    return [
      ...shipments.map(({ entity_id }) => `shipment:${String(entity_id)}`),
      ...invoices.map(({ entity_id }) => `invoice:${String(entity_id)}`),
    ];
  },
};
