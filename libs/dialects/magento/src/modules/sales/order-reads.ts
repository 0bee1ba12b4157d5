import { ORDER_FIELDS, type Invoice, type OrderDocument, type Shipment } from '@sluice/schemas';
import type { EntityRecord } from '../../entities/entity-reader';
import { searchEntities } from '../../entities/search-entities';
import { noSuchEntity } from '../../http/rest-error';
import type { JsonObject } from '../../json';
import type { EntityView, ReadContext, ReadRow } from '../module';
import { commentsView, invoiceView, orderView, shipmentView, type PartOf } from './order-view';
import { createPartsReader, partKeys, type PartsOf } from './parts-reader';
import { idKeys, keyOfPath } from '../../entities/print-entity';

const GET = { verb: 'GET', entity: 'order', access: 'magento:sales:read' } as const;
const ORDERS = { ...GET, acl: 'Magento_Sales::actions_view' } as const;

const notFound = () =>
  noSuchEntity("The entity that was requested doesn't exist. Verify the entity and try again.");

async function requireOrder({ entities }: ReadContext, path: string | undefined): Promise<EntityRecord> {
  const found = await entities.one('order', keyOfPath(path));
  if (found === null) throw notFound();
  return found;
}

/** What `GET /orders/:id/comments` answers: a search for them, as the original does it. */
function commentsAnswer(order: EntityRecord): JsonObject {
  const items = commentsView(order);
  const filter = { field: 'parent_id', value: order.key, condition_type: 'eq' };
  const search_criteria = { filter_groups: [{ filters: [filter] }] };
  return { items, search_criteria, total_count: items.length };
}

const ORDER_READS: readonly ReadRow[] = [
  {
    ...ORDERS,
    path: '/orders/:id',
    description: 'The order with this id.',
    answer: async (context, _call, { id }) => orderView(await requireOrder(context, id)),
  },
  {
    ...ORDERS,
    path: '/orders',
    description: 'The orders that fulfil the search criteria.',
    answer: async (context, call) =>
      searchEntities(context, call, {
        entity: 'order',
        fields: ['entity_id', ...ORDER_FIELDS],
        toView: orderView,
        keysOf: (field, value) => (field === 'entity_id' ? idKeys(value) : null),
      }),
  },
  {
    ...ORDERS,
    path: '/orders/:id/comments',
    description: 'The comments on an order.',
    answer: async (context, _call, { id }) => commentsAnswer(await requireOrder(context, id)),
  },
];

/** Shipments or invoices as they are read. */
interface PartKind {
  /** As the refs of an order call it. */
  readonly name: 'shipment' | 'invoice';
  readonly paths: readonly string[];
  readonly acl: string;
  readonly fields: readonly string[];
  readonly partsOf: PartsOf;
  readonly view: (part: unknown) => JsonObject;
}

const partsOf =
  (list: 'shipments' | 'invoices'): PartsOf =>
  ({ key, document }) => {
    const order = document as OrderDocument;
    return order[list].map((part) => [part.entity_id, { orderId: Number(key), order, part }] as const);
  };

const SHARED = ['entity_id', 'increment_id', 'order_id', 'store_id', 'created_at', 'updated_at', 'total_qty'];

const SHIPMENTS: PartKind = {
  name: 'shipment',
  paths: ['/shipment', '/shipments'],
  acl: 'Magento_Sales::shipment',
  fields: SHARED,
  partsOf: partsOf('shipments'),
  view: (part) => shipmentView(part as PartOf<Shipment>),
};

const INVOICES: PartKind = {
  name: 'invoice',
  paths: ['/invoices'],
  acl: 'Magento_Sales::sales_invoice',
  fields: [...SHARED, 'state', 'subtotal', 'tax_amount', 'discount_amount', 'shipping_amount', 'grand_total'],
  partsOf: partsOf('invoices'),
  view: (part) => invoiceView(part as PartOf<Invoice>),
};

async function onePart({ entities }: ReadContext, kind: PartKind, path: string | undefined) {
  const key = keyOfPath(path);
  const order = await entities.byRef('order', `${kind.name}:${key}`);
  const found = order === null ? undefined : kind.partsOf(order).find(([id]) => String(id) === key);
  if (found === undefined) throw notFound();
  return kind.view(found[1]);
}

/** The parts that a filter on an id can mean: those of the orders it leads to. */
const keysOfPart =
  ({ entities }: ReadContext, { name, partsOf: parts }: PartKind) =>
  async (field: string, value: string): Promise<string[] | null> => {
    const ids = field === 'order_id' || field === 'entity_id' ? idKeys(value) : null;
    if (ids === null) return null;
    const found = ids.map((id) =>
      field === 'order_id' ? entities.one('order', id) : entities.byRef('order', `${name}:${id}`),
    );
    return (await Promise.all(found)).flatMap((order) => partKeys(order, parts));
  };

const searchParts =
  (kind: PartKind): ReadRow['answer'] =>
  async (context, call) =>
    searchEntities({ ...context, entities: createPartsReader(context.entities, kind.partsOf) }, call, {
      entity: 'order',
      fields: kind.fields,
      toView: ({ document }) => kind.view(document),
      keysOf: keysOfPart(context, kind),
    });

const readsOf = (kind: PartKind): ReadRow[] => [
  ...kind.paths.map(
    (path) =>
      ({
        ...GET,
        acl: kind.acl,
        path: `${path}/:id`,
        description: `The ${kind.name} with this id.`,
        answer: async (context, _call, { id }) => onePart(context, kind, id),
      }) satisfies ReadRow,
  ),
  {
    ...GET,
    acl: kind.acl,
    path: `/${kind.name}s`,
    description: `The ${kind.name}s that fulfil the search criteria.`,
    answer: searchParts(kind),
  },
];

/** Reading orders back, with their comments, shipments and invoices. */
export const ORDER_AND_PART_READS: readonly ReadRow[] = [
  ...ORDER_READS,
  ...readsOf(SHIPMENTS),
  ...readsOf(INVOICES),
];

/** What saving an order answers. */
export const savedOrder: EntityView = async ({ entities }, key) => {
  const found = await entities.one('order', key);
  return found === null ? null : orderView(found);
};
