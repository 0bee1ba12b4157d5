import { isPortError } from '@sluice/ports';
import { groupBy, type Outcome } from '@sluice/schemas';
import { decideGroups, groupByKey, type ApplyDeps, type ApplyRun, type KeyGroup } from './decide-groups';
import { actionFor } from './failure-policy';
import type { Fold } from './fold-key';
import type { Refusal } from './model';
import type { DeliveredOperation } from './parse-operation';
import { createSupplies } from './supplies';
import { writeAlso } from './write-also';

/** An operation with its outcome. `poison`: the store will never take it. */
export interface AppliedOutcome {
  readonly operation: DeliveredOperation;
  readonly outcome: Outcome;
  readonly poison: Refusal | null;
}

/** How often a batch is decided again after conflicts before the bus is asked to deliver it anew. */
const MAX_ROUNDS = 20;

const refusalOf = (error: Error): Refusal => ({
  class: 'final',
  code: 'store_refused',
  message: `The store refuses this item: ${error.message}`,
});

const pair = (group: KeyGroup, fold: Fold, poison: Refusal | null): AppliedOutcome[] =>
  group.operations.flatMap((operation, index) => {
    const outcome = fold.outcomes[index];
    return outcome === undefined ? [] : [{ operation, outcome, poison }];
  });

/** The keys whose folds could not be written as decided; what they write beside their own goes first. */
async function write(run: ApplyRun, groups: readonly KeyGroup[], folds: readonly Fold[]) {
  const held = await writeAlso(run, keyed(groups, folds));
  const writes = folds.flatMap((fold) => fold.write ?? []).filter(({ key }) => !held.has(key));
  if (writes.length === 0) return held;
  const { conflicts } = await run.entities.write(run.entity.collection, writes);
  return new Set([...held, ...conflicts]);
}

const keyed = (groups: readonly KeyGroup[], folds: readonly Fold[]) =>
  groups.flatMap(({ key }, index) => {
    const also = folds[index]?.also ?? [];
    return also.length === 0 ? [] : [{ key, also }];
  });

/** One read, one decision, one bulk write; what conflicts goes round again, what is refused is taken apart. */
async function applyGroups(run: ApplyRun, groups: readonly KeyGroup[], round = 0): Promise<AppliedOutcome[]> {
  if (groups.length === 0) return [];
  if (round > MAX_ROUNDS) throw new Error(`No end of revision conflicts in ${run.entity.collection}`);
  const folds = await decideGroups(run, groups);
  let conflicts: ReadonlySet<string>;
  try {
    conflicts = await write(run, groups, folds);
  } catch (error) {
    if (!isPortError(error) || actionFor(error) !== 'isolate') throw error;
    return isolate(run, groups, refusalOf(error));
  }
  const done = groups.flatMap((group, index) => {
    const fold = folds[index];
    return fold === undefined || conflicts.has(group.key) ? [] : pair(group, fold, null);
  });
  const again = groups.filter((group) => conflicts.has(group.key));
  if (again.length > 0) run.supplies.forget();
  return [...done, ...(await applyGroups(run, again, round + 1))];
}

const halve = <Item>(items: readonly Item[]): Item[][] => {
  const middle = Math.ceil(items.length / 2);
  return [items.slice(0, middle), items.slice(middle)];
};

/** Halves the groups, then the operations of one group, until what the store refuses stands alone. */
async function isolate(
  run: ApplyRun,
  groups: readonly KeyGroup[],
  refusal: Refusal,
): Promise<AppliedOutcome[]> {
  const [group] = groups;
  if (group === undefined) return [];
  if (groups.length === 1 && group.operations.length === 1) return failAlone(run, group, refusal);
  const { key } = group;
  const halves =
    groups.length > 1 ? halve(groups) : halve(group.operations).map((operations) => [{ key, operations }]);
  const results: AppliedOutcome[] = [];
  for (const half of halves) results.push(...(await applyGroups(run, half)));
  return results;
}

/** The refused operation fails; its mark is written where the aggregate takes one. */
async function failAlone(run: ApplyRun, group: KeyGroup, refusal: Refusal): Promise<AppliedOutcome[]> {
  const refused = new Map(group.operations.map((operation) => [operation.ordinal, refusal]));
  const [fold] = await decideGroups(run, [group], refused);
  if (fold === undefined) return [];
  const conflicts = await write(run, [group], [fold]);
  return conflicts.size > 0 ? failAlone(run, group, refusal) : pair(group, fold, refusal);
}

/**
 * Applies operations that were delivered together, those of a partition in log order; resolves when every write is
 * durable. Rejects when a store is out of reach: then deliver again.
 */
export async function applyOperations(
  deps: ApplyDeps,
  operations: readonly DeliveredOperation[],
): Promise<AppliedOutcome[]> {
  const results: AppliedOutcome[] = [];
  for (const [entity, group] of groupBy(operations, (operation) => operation.entity)) {
    const supplies = createSupplies(deps, entity);
    results.push(...(await applyGroups({ ...deps, entity, supplies }, groupByKey(group))));
  }
  return results;
}
