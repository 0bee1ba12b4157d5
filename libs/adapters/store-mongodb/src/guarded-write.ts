import { mongo } from 'mongoose';
import { DUPLICATE_KEY } from './map-errors';

/** Every stored thing with a revision; `by` names the call that wrote it last. */
export interface Guarded {
  readonly _id: string;
  readonly rev: number;
  readonly by: mongo.ObjectId;
}

/** One write of a batch, conditional on the stored revision. */
export interface GuardedWrite<Stored extends Guarded> {
  readonly _id: string;
  /** 0: it must not be there yet. */
  readonly expectedRevision: number;
  /** What is inserted where there is none yet. */
  readonly whole: () => Stored;
  /** The expression that yields the next document from `$$ROOT`. */
  readonly next: () => mongo.Document;
}

/**
 * JSON knows no `undefined`: a document that carries one is stored as if the property were not there, as the twin
 * adapter does it. Set a call at a time, because in a filter the option would turn `{_id: undefined}` into "all".
 */
const OPTIONS = { ordered: false, ignoreUndefined: true } as const;

/**
 * The filter is `_id` alone: with `{_id, rev}` the server leaves its fast path for `_id` and the write costs 1.6
 * times as much. The revision is compared inside the update instead.
 */
const toOperation = <Stored extends Guarded>(
  write: GuardedWrite<Stored>,
): mongo.AnyBulkWriteOperation<Stored> => {
  if (write.expectedRevision === 0) {
    return { insertOne: { document: write.whole() as mongo.OptionalId<Stored> } };
  }
  const unchanged = { $eq: ['$rev', write.expectedRevision] };
  return {
    updateOne: {
      filter: { _id: write._id } as mongo.Filter<Stored>,
      update: [{ $replaceWith: { $cond: [unchanged, write.next(), '$$ROOT'] } }],
    },
  };
};

interface BatchResult {
  readonly modifiedCount: number;
  /** Places in the batch that were there already. */
  readonly duplicates: readonly number[];
}

const send = async <Stored extends Guarded>(
  collection: mongo.Collection<Stored>,
  writes: readonly GuardedWrite<Stored>[],
): Promise<BatchResult> => {
  try {
    const { modifiedCount } = await collection.bulkWrite(writes.map(toOperation), OPTIONS);
    return { modifiedCount, duplicates: [] };
  } catch (error) {
    if (!(error instanceof mongo.MongoBulkWriteError)) throw error;
    const errors = [error.writeErrors].flat();
    if (errors.length === 0 || errors.some(({ code }) => code !== DUPLICATE_KEY)) throw error;
    return { modifiedCount: error.modifiedCount, duplicates: errors.map(({ index }) => index) };
  }
};

/** Which of these were last written by somebody else: the same revision number may be another writer's. */
const writtenByOthers = async <Stored extends Guarded>(
  collection: mongo.Collection<Stored>,
  ids: readonly string[],
  by: mongo.ObjectId,
): Promise<string[]> => {
  const filter = { _id: { $in: ids } } as unknown as mongo.Filter<Stored>;
  const found = await collection.find(filter).project<Guarded>({ by: 1 }).toArray();
  const ours = new Set(found.filter((stored) => by.equals(stored.by)).map(({ _id }) => _id));
  return ids.filter((id) => !ours.has(id));
};

/**
 * Sends the batch in one bulk write and returns the ids that were at another revision. One that was written and
 * at once overwritten by somebody else may be among them: its reader then finds what it did in the stored thing.
 * `by` must be new for every call and be what the writes store as `by`.
 */
export async function writeGuarded<Stored extends Guarded>(
  collection: mongo.Collection<Stored>,
  writes: readonly GuardedWrite<Stored>[],
  by: mongo.ObjectId,
): Promise<string[]> {
  if (writes.length === 0) return [];
  const { modifiedCount, duplicates } = await send(collection, writes);
  const inserts = duplicates.flatMap((index) => writes[index]?._id ?? []);
  const updates = writes.filter(({ expectedRevision }) => expectedRevision > 0).map(({ _id }) => _id);
  if (modifiedCount === updates.length) return inserts;
  return [...inserts, ...(await writtenByOthers(collection, updates, by))];
}
