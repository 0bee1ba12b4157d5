import type { IncomingItem } from '@sluice/intake';
import { MODULES } from '../modules/modules';
import type { DeferredItem, ItemMapper, MapContext } from '../modules/module';
import { scopeOf, topicName, type MagentoRow } from '../route-table';
import { createArgumentReader } from './arguments';

/** A row of the table made ready: everything that does not depend on the request is worked out once. */
export interface WriteRoute extends MagentoRow {
  readonly topic: string;
  /** The scope a caller needs, or `anonymous`. */
  readonly access: string;
  /** One item of the request as an operation; throws the 400 that refuses the whole request. */
  readonly toItem: (item: unknown, context: MapContext) => IncomingItem | DeferredItem;
}

const MAPPERS: ReadonlyMap<string, ItemMapper> = new Map(
  MODULES.flatMap((module) => Object.entries(module.mappers)),
);

/** Throws on a row whose action nobody maps: at start, not at the first request. */
export function toWriteRoute(row: MagentoRow): WriteRoute {
  const map = MAPPERS.get(`${row.entity}/${row.action}`);
  if (map === undefined) throw new Error(`No mapper for ${row.entity}/${row.action}`);
  const readArguments = createArgumentReader(row.params);
  return {
    ...row,
    topic: topicName(row),
    access: scopeOf(row),
    toItem: (item, context) => map(readArguments(item), context),
  };
}
