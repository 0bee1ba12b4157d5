import type { OperationItem } from '@sluice/intake';
import { BUILT_IN_STORES, findAction } from '@sluice/schemas';
import { createArgumentReader } from '../../items/arguments';
import { unfold } from '../../items/shape';
import type { Found, MagentoModule, MapContext } from '../module';

/** What a deferred item is answered in a test: ids from 41 up, and the one set there is. */
const FOUND: Found = {
  ids: [41, 42],
  key: (collection, ref) => (collection === 'attribute_sets' && ref === 'id:4' ? 'default' : undefined),
};

const CONTEXT: MapContext = {
  scope: undefined,
  limits: { maxNestedItems: 20 },
  stores: BUILT_IN_STORES,
  seal: (secret) => secret,
};

/** What a row makes of an item: the finished operation, checked against the schema of its message. */
export function mapBy(module: MagentoModule, call: string, item: unknown): OperationItem {
  const row = module.writes.find(({ verb, path }) => `${verb} ${path}` === call);
  const map = module.mappers[`${row?.entity ?? ''}/${row?.action ?? ''}`];
  if (row === undefined || map === undefined) throw new Error(`no mapper for ${call}`);
  const mapped = map(createArgumentReader(row.params)(item), CONTEXT);
  const finished = mapped.kind === 'deferred' ? mapped.finish(FOUND) : mapped;
  if (finished.kind !== 'operation') throw new Error(`not an operation: ${finished.kind}`);
  const action = findAction(row.entity, finished.action);
  action?.payload.parse(finished.payload);
  const key = action?.keyOf(finished.payload as never);
  if (key !== finished.key) throw new Error(`key ${String(key)} is not ${finished.key}`);
  return finished;
}

/** The item a payload is shown as. */
export function itemBy(module: MagentoModule, entity: string, { action, payload }: OperationItem): unknown {
  const toItem = module.items[`${entity}/${action}`];
  if (toItem === undefined) throw new Error(`no item for ${entity}/${action}`);
  return unfold(toItem(payload));
}
