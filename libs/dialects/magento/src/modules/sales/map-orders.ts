import { requiredFields } from '../../http/rest-error';
import type { CallArguments } from '../../items/arguments';
import { boolArgument, listArgument, objectArgument, requiredInt } from '../../items/scalar-arguments';
import type { Shape, ShapeLimits } from '../../items/shape';
import type { JsonObject } from '../../json';
import type { ItemMapper, MagentoModule } from '../module';
import { saveMapper, savedItems } from '../../items/save-entity';
import {
  COMMENT,
  COUPON_SPEC,
  DOCUMENT_ITEM,
  ORDER,
  RULE,
  STATUS_HISTORY,
  TRACK,
  openShape,
} from './sales-shapes';

const ARGUMENTS = openShape('Sales\\Api\\Data\\CreationArguments');
const PACKAGE = openShape('Sales\\Api\\Data\\ShipmentPackageCreation');

type Read = (name: string) => unknown;

/** Readers of arguments that need not be there; undefined where they are not. */
function optionals(args: CallArguments, limits: ShapeLimits) {
  const ifSent = (name: string, read: Read): unknown => (args.has(name) ? read(name) : undefined);
  return {
    bool: (name: string) => boolArgument(args, name),
    object: (name: string, shape: Shape) => ifSent(name, () => objectArgument(args, name, { shape, limits })),
    list: (name: string, shape: Shape) => ifSent(name, () => listArgument(args, name, { shape, limits })),
  };
}

const present = (properties: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined));

/** What shipments and invoices have in common. */
function documentOf(args: CallArguments, limits: ShapeLimits): JsonObject {
  const { bool, object, list } = optionals(args, limits);
  return {
    order_id: requiredInt(args, 'orderId'),
    items: list('items', DOCUMENT_ITEM),
    notify: bool('notify'),
    append_comment: bool('appendComment'),
    comment: object('comment', COMMENT),
    arguments: object('arguments', ARGUMENTS),
  };
}

const onOrder = (action: string, order_id: unknown, payload: JsonObject) =>
  ({ kind: 'operation', action, key: String(order_id), payload: present(payload) }) as const;

const mapShip: ItemMapper = (args, { limits }) => {
  const { list } = optionals(args, limits);
  const document = documentOf(args, limits);
  return onOrder('ship', document['order_id'], {
    ...document,
    tracks: list('tracks', TRACK),
    packages: list('packages', PACKAGE),
  });
};

const mapInvoice: ItemMapper = (args, { limits }) => {
  const document = documentOf(args, limits);
  return onOrder('invoice', document['order_id'], { ...document, capture: boolArgument(args, 'capture') });
};

const mapComment: ItemMapper = (args, { limits }) => {
  const order_id = requiredInt(args, 'id');
  const status_history = objectArgument(args, 'statusHistory', { shape: STATUS_HISTORY, limits });
  return onOrder('comment', order_id, { order_id, status_history });
};

const mapGenerate: ItemMapper = (args, { limits }) => {
  const payload = objectArgument(args, 'couponSpec', { shape: COUPON_SPEC, limits });
  const { rule_id } = payload;
  if (typeof rule_id !== 'number') throw requiredFields(['rule_id']);
  return { kind: 'operation', action: 'generate', key: String(rule_id), payload };
};

export const ORDER_MAPPERS: MagentoModule['mappers'] = {
  'order/create': saveMapper(ORDER),
  'order/ship': mapShip,
  'order/invoice': mapInvoice,
  'order/comment': mapComment,
  'sales_rule/create': saveMapper(RULE),
  'sales_rule/generate': mapGenerate,
};

const documentItem = ({ order_id, append_comment, ...others }: JsonObject): JsonObject =>
  present({ orderId: order_id, appendComment: append_comment, ...others });

export const ORDER_ITEMS: MagentoModule['items'] = {
  ...savedItems('order', ORDER),
  ...savedItems('sales_rule', RULE),
  'order/ship': documentItem,
  'order/invoice': documentItem,
  'order/comment': ({ order_id, status_history }) => ({ id: order_id, statusHistory: status_history }),
  'sales_rule/generate': (payload) => ({ couponSpec: payload }),
};
