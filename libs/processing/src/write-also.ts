import { EMPTY_LEDGER, entityRegistry, groupBy, type EntitySpec } from '@sluice/schemas';
import type { AggregateWrite } from '@sluice/ports';
import type { ApplyRun } from './decide-groups';
import type { SideWrite } from './model';
import { modelOf } from './models';

/** What the fold of a key writes beside its own aggregate. */
export interface KeyedSideWrites {
  readonly key: string;
  readonly also: readonly SideWrite[];
}

const specOf = (collection: string): EntitySpec => {
  const spec = [...entityRegistry.values()].find((entity) => entity.collection === collection);
  if (spec === undefined) throw new Error(`No entity lives in ${collection}`);
  return spec;
};

/** Conditional on what the fold was told of the aggregate; its own memory of operations stays as it is. */
function toWrite(run: ApplyRun, { collection, key, id, document }: SideWrite): AggregateWrite {
  const stored = run.supplies.aggregate(collection, key);
  const refs = document === null ? [] : (modelOf(specOf(collection).name).refs?.(document, id) ?? []);
  return {
    key,
    expectedRevision: stored?.revision ?? 0,
    id,
    document,
    ledger: stored?.ledger ?? EMPTY_LEDGER,
    ...(refs.length === 0 ? {} : { refs }),
  };
}

/** What one key writes beside its own aggregate: its last word for each. */
interface Claim {
  readonly owner: string;
  readonly side: SideWrite;
}

const nameOf = ({ side }: Claim): string => `${side.collection}/${side.key}`;

/**
 * The claims that may be written now, one an aggregate. Where two keys want the same one, the first has it and the
 * other is decided again, when it sees what the first has made of it.
 */
function firstCome(folds: readonly KeyedSideWrites[]): { claims: Claim[]; held: Set<string> } {
  const taken = new Map<string, Claim>();
  const held = new Set<string>();
  for (const { key: owner, also } of folds) {
    const claims = also.map((side) => ({ owner, side }));
    if (claims.some((claim) => (taken.get(nameOf(claim))?.owner ?? owner) !== owner)) held.add(owner);
    else for (const claim of claims) taken.set(nameOf(claim), claim);
  }
  return { claims: [...taken.values()], held };
}

/**
 * Writes what the folds decided for other aggregates, before their own: a process that dies in between leaves them
 * to the redelivery, which finds them written. Returns the keys whose folds must be decided again.
 */
export async function writeAlso(run: ApplyRun, folds: readonly KeyedSideWrites[]): Promise<Set<string>> {
  const { claims, held } = firstCome(folds);
  for (const [collection, group] of groupBy(claims, ({ side }) => side.collection)) {
    const writes = group.map(({ side }) => toWrite(run, side));
    const conflicts = new Set((await run.entities.write(collection, writes)).conflicts);
    for (const { owner, side } of group) if (conflicts.has(side.key)) held.add(owner);
  }
  if (claims.length > 0) run.supplies.forget();
  return held;
}
