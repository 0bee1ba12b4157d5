import { withinDeadline, type Deadline, type EntityStore, type IdPool } from '@sluice/ports';
import type { IncomingItem } from '@sluice/intake';
import type { DeferredItem, Found } from '../modules/module';

/** Where ids and keys come from. */
export interface Resolving extends Deadline {
  readonly entities: Pick<EntityStore, 'locate'>;
  /** The ids of a collection whose key is the id. */
  readonly idsOf: (collection: string) => Pick<IdPool, 'take'>;
}

type Mapped = IncomingItem | DeferredItem;

const isDeferred = (item: Mapped): item is DeferredItem => item.kind === 'deferred';

/** Names by collection. */
function gather(pairs: readonly { readonly collection: string; readonly ref: string }[]) {
  const names = new Map<string, Set<string>>();
  for (const { collection, ref } of pairs) {
    const known = names.get(collection) ?? new Set();
    names.set(collection, known.add(ref));
  }
  return names;
}

async function locateAll(resolving: Resolving, deferred: readonly DeferredItem[]): Promise<Found['key']> {
  const found = new Map<string, ReadonlyMap<string, string>>();
  for (const [collection, refs] of gather(deferred.flatMap((item) => item.refs ?? []))) {
    found.set(collection, await withinDeadline(resolving, resolving.entities.locate(collection, [...refs])));
  }
  return (collection, ref) => found.get(collection)?.get(ref);
}

/** New ids for every item, in one call a collection. */
async function takeAll(resolving: Resolving, deferred: readonly DeferredItem[]): Promise<number[][]> {
  const taken: number[][] = deferred.map(() => []);
  const totals = new Map<string, number>();
  for (const { ids } of deferred) {
    if (ids !== undefined) totals.set(ids.collection, (totals.get(ids.collection) ?? 0) + ids.count);
  }
  for (const [collection, total] of totals) {
    const ids = await withinDeadline(resolving, resolving.idsOf(collection).take(total));
    deferred.forEach((item, index) => {
      if (item.ids?.collection === collection) taken[index] = ids.splice(0, item.ids.count);
    });
  }
  return taken;
}

/**
 * The items of a request, those that need ids or keys resolved together: one call a collection, whatever the number
 * of items. Rejects with a PortError.
 */
export async function resolveItems(resolving: Resolving, items: readonly Mapped[]): Promise<IncomingItem[]> {
  const deferred = items.filter(isDeferred);
  if (deferred.length === 0) return items as IncomingItem[];
  const key = await locateAll(resolving, deferred);
  const ids = await takeAll(resolving, deferred);
  const finished = new Map(
    deferred.map((item, index) => [item, item.finish({ ids: ids[index] ?? [], key })] as const),
  );
  return items.flatMap((item) => (isDeferred(item) ? (finished.get(item) ?? []) : [item]));
}
