import type { mongo } from 'mongoose';
import type { AggregateRecord } from './aggregate-record';
import { isWellFormed } from './needs-text';

/** What `locate` reads of a record. */
type Holder = Pick<AggregateRecord, '_id' | 'by' | 'refs'>;

/** Sparse: an aggregate without refs costs no entry. */
const makeIndex = async (collection: mongo.Collection<AggregateRecord>): Promise<void> => {
  await collection.createIndex({ refs: 1 }, { name: 'refs', sparse: true }, {});
};

/**
 * Makes the index of a collection's refs when somebody first needs it, so that a collection without refs never pays
 * for one. Idempotent, also when several processes ask at once; a failure is tried again by the next call.
 */
export function refIndexes(): (collection: mongo.Collection<AggregateRecord>) => Promise<void> {
  const made = new Map<string, Promise<void>>();
  return (collection) => {
    const { collectionName: name } = collection;
    const making = made.get(name) ?? makeIndex(collection);
    made.set(name, making);
    making.catch(() => made.delete(name));
    return making;
  };
}

/** The later call of the two: ids of calls begin with their second and then, within a process, count. */
const isLater = (one: Holder, other: Holder): boolean => one.by.toHexString() > other.by.toHexString();

/** The last writer of every wanted ref. */
const lastHolders = (holders: readonly Holder[], wanted: ReadonlySet<string>): Map<string, Holder> => {
  const last = new Map<string, Holder>();
  for (const holder of holders) {
    for (const ref of holder.refs ?? []) {
      const known = last.get(ref);
      if (wanted.has(ref) && (known === undefined || isLater(holder, known))) last.set(ref, holder);
    }
  }
  return last;
};

/** The keys of the aggregates that hold these refs; the index must be there. */
export async function locateRefs(
  collection: mongo.Collection<AggregateRecord>,
  refs: readonly string[],
): Promise<Map<string, string>> {
  const wanted = new Set(refs.filter(isWellFormed));
  if (wanted.size === 0) return new Map();
  const found = await collection
    .find({ refs: { $in: [...wanted] } }, { batchSize: wanted.size + 1 })
    .project<Holder>({ refs: 1, by: 1 })
    .toArray();
  return new Map([...lastHolders(found, wanted)].map(([ref, { _id }]) => [ref, _id]));
}
