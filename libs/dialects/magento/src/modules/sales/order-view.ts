import {
  ORDER_FIELDS,
  ORDER_ITEM_FIELDS,
  incrementIdOf,
  type DocumentItem,
  type Invoice,
  type OrderComment,
  type OrderDocument,
  type OrderItem,
  type Shipment,
} from '@sluice/schemas';
import type { EntityRecord } from '../../entities/entity-reader';
import { unfold } from '../../items/shape';
import type { JsonObject } from '../../json';
import { fieldsOf, printEntity } from '../../entities/print-entity';

const orderItemView =
  (orderId: number) =>
  (item: OrderItem): JsonObject =>
    printEntity([['order_id', orderId], ...fieldsOf(ORDER_ITEM_FIELDS, item)], item.attributes);

/** A comment as Magento shows it, with what it belongs to. */
const commentView =
  (parentId: number, entityName?: string) =>
  ({ attributes, ...comment }: OrderComment): JsonObject =>
    printEntity(Object.entries({ ...comment, entity_name: entityName, parent_id: parentId }), attributes);

/** The comments of an order, newest last. */
export const commentsView = ({ key, document }: EntityRecord): JsonObject[] =>
  (document as OrderDocument).comments.map(commentView(Number(key), 'order'));

/** Magento's JSON of an order. */
export function orderView(record: EntityRecord): JsonObject {
  const order = record.document as OrderDocument;
  const id = Number(record.key);
  return printEntity(
    [
      ['entity_id', id],
      ...fieldsOf(ORDER_FIELDS, order),
      ['items', order.items.map(orderItemView(id))],
      ['status_histories', commentsView(record)],
    ],
    order.attributes,
  );
}

/** A shipment or an invoice with the order it is part of. */
export interface PartOf<Part> {
  readonly orderId: number;
  readonly order: Pick<OrderDocument, 'store_id' | 'increment_id'>;
  readonly part: Part;
}

const lineView = (parentId: number) => (line: DocumentItem) =>
  printEntity(Object.entries({ ...line, parent_id: parentId, row_total: line.price * line.qty }), undefined);

function sharedView({ orderId, order, part }: PartOf<Shipment | Invoice>) {
  return {
    entity_id: part.entity_id,
    increment_id: incrementIdOf(part.entity_id),
    order_id: orderId,
    store_id: order.store_id,
    created_at: part.created_at,
    updated_at: part.created_at,
    total_qty: part.total_qty,
    email_sent: 0,
    items: part.items.map(lineView(part.entity_id)),
    comments: part.comments.map(commentView(part.entity_id)),
  };
}

/** Magento's JSON of a shipment. */
export function shipmentView(of: PartOf<Shipment>): JsonObject {
  const { part, orderId } = of;
  const tracks = part.tracks.map(({ attributes, ...track }) =>
    printEntity(Object.entries({ ...track, parent_id: part.entity_id, order_id: orderId }), attributes),
  );
  const known = {
    ...sharedView(of),
    tracks,
    packages: unfold(part.packages),
    extension_attributes: unfold(part.arguments),
  };
  return printEntity(Object.entries(known), undefined);
}

/** Magento's JSON of an invoice. */
export function invoiceView(of: PartOf<Invoice>): JsonObject {
  const { state, subtotal, tax_amount, discount_amount, shipping_amount, grand_total } = of.part;
  const totals = { state, subtotal, tax_amount, discount_amount, shipping_amount, grand_total };
  const known = { ...sharedView(of), ...totals, extension_attributes: unfold(of.part.arguments) };
  return printEntity(Object.entries(known), undefined);
}
