import type { IncomingItem } from '@sluice/intake';
import { topicName, type MagentoRow } from '../route-table';
import { createArgumentReader, type CallArguments } from './arguments';
import { mapProduct, mapProductDelete } from './map-product';

/** A row of the table made ready: everything that does not depend on the request is worked out once. */
export interface WriteRoute extends MagentoRow {
  readonly topic: string;
  /** One item of the request as an operation; throws the 400 that refuses the whole request. */
  readonly toItem: (item: unknown) => IncomingItem;
}

type ItemMapper = (args: CallArguments) => IncomingItem;

/** How the arguments of an action become its operation. */
const MAPPERS: ReadonlyMap<string, ItemMapper> = new Map<string, ItemMapper>([
  ['product/upsert', (args) => mapProduct(args.get('product'))],
  ['product/delete', (args) => mapProductDelete(args.get('sku'))],
]);

/** Throws on a row whose action nobody maps: at start, not at the first request. */
export function toWriteRoute(row: MagentoRow): WriteRoute {
  const map = MAPPERS.get(`${row.entity}/${row.action}`);
  if (map === undefined) throw new Error(`No mapper for ${row.entity}/${row.action}`);
  const readArguments = createArgumentReader(row.params);
  return { ...row, topic: topicName(row), toItem: (item) => map(readArguments(item)) };
}
