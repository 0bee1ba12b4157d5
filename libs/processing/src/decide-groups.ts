import type { IdPool } from '@sluice/ports';
import type { Clock, EntityStore, StoredAggregate } from '@sluice/ports';
import { groupBy, type EntitySpec, type StoreRegistry } from '@sluice/schemas';
import { foldKey, type Fold, type FoldContext } from './fold-key';
import type { Refusal } from './model';
import type { SupplyDeps, SupplyRoom } from './supplies';
import { modelOf } from './models';
import type { DeliveredOperation } from './parse-operation';

/** What applying needs. */
export interface ApplyDeps extends SupplyDeps {
  readonly entities: EntityStore;
  readonly clock: Clock;
  readonly stores: StoreRegistry;
  /** The ids of an entity's collection. */
  readonly idsOf: (entity: EntitySpec) => IdPool;
}

/** Applying the operations of one entity that are processed together. */
export interface ApplyRun extends ApplyDeps {
  readonly entity: EntitySpec;
  readonly supplies: SupplyRoom;
}

/** The operations of one key, in log order; of different partitions in any. */
export interface KeyGroup {
  readonly key: string;
  readonly operations: readonly DeliveredOperation[];
}

/** Operations by their key; keys in order of first appearance. */
export const groupByKey = (operations: readonly DeliveredOperation[]): KeyGroup[] =>
  [...groupBy(operations, (operation) => operation.message.key)].map(([key, group]) => ({
    key,
    operations: group,
  }));

/** Ids for the keys that have none yet, in one call at most. */
async function reserveIds(
  run: ApplyRun,
  keys: readonly string[],
  stored: ReadonlyMap<string, StoredAggregate>,
) {
  const { id } = run.entity;
  if (id === 'none') return new Map<string, number>();
  if (id === 'key') return new Map(keys.map((key) => [key, Number(key)]));
  const missing = keys.filter((key) => (stored.get(key)?.id ?? null) === null);
  const ids = missing.length === 0 ? [] : await run.idsOf(run.entity).take(missing.length);
  return new Map(missing.map((key, index) => [key, ids[index] ?? 0]));
}

/** How often a fold may ask for more: a chain of references (a category's ancestors) is as long as this at most. */
const MAX_ASKING = 64;

/**
 * Reads the aggregates of all groups in one query and folds each; where models asked for what was not there, it is
 * fetched for all of them together and those that asked are folded again. Operations in `refused` fail with that reason.
 */
export async function decideGroups(
  run: ApplyRun,
  groups: readonly KeyGroup[],
  refused?: ReadonlyMap<number, Refusal>,
): Promise<Fold[]> {
  const keys = groups.map((group) => group.key);
  const [stored] = await Promise.all([
    run.entities.read(run.entity.collection, keys),
    run.supplies.foresee(),
  ]);
  const ids = await reserveIds(run, keys, stored);
  const { stores } = run;
  const { of: suppliesOf, isWaiting } = run.supplies;
  const [model, now] = [modelOf(run.entity.name), run.clock.now()];
  // Spelled out for every key: a spread costs more than the rest of what the fold needs to begin (measured).
  const contextOf = (newId: number): FoldContext => ({
    model,
    stores,
    now,
    suppliesOf,
    isWaiting,
    refused,
    newId,
  });
  const fold = ({ key, operations }: KeyGroup): Fold =>
    foldKey(stored.get(key), operations, contextOf(ids.get(key) ?? 0));
  let folds = groups.map((group) => ({ group, made: fold(group) }));
  for (let round = 0; await run.supplies.fetch(); round += 1) {
    if (round > MAX_ASKING) throw new Error(`No end of references in ${run.entity.collection}`);
    folds = folds.map(({ group, made }) => ({ group, made: made.waiting === true ? fold(group) : made }));
  }
  return folds.map(({ made }) => made);
}
