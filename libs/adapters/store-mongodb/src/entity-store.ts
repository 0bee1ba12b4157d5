import { mongo } from 'mongoose';
import { PortError, type AggregateWrite, type EntityStore, type StoredAggregate } from '@sluice/ports';
import { toAggregate, toRecord, type AggregateRecord } from './aggregate-record';
import { writeGuarded, type GuardedWrite } from './guarded-write';
import { guardCalls, type Lifecycle } from './lifecycle';
import { isWellFormed } from './needs-text';

/** Looks an entity's collection up by its name. */
export type AggregateCollections = (name: string) => mongo.Collection<AggregateRecord>;

const toWrite = (write: AggregateWrite, by: mongo.ObjectId): GuardedWrite<AggregateRecord> => ({
  _id: write.key,
  expectedRevision: write.expectedRevision,
  whole: () => toRecord(write, by),
  next: () => ({ $literal: toRecord(write, by) }),
});

const checkKeys = (writes: readonly AggregateWrite[]): void => {
  if (writes.every(({ key }) => isWellFormed(key))) return;
  throw new PortError('refused', 'a key with a lone surrogate has no UTF-8 form');
};

/** The EntityStore over MongoDB: one collection an entity, the key as `_id`. */
export function createEntityStore(collections: AggregateCollections, lifecycle: Lifecycle): EntityStore {
  const read = async (name: string, keys: readonly string[]): Promise<Map<string, StoredAggregate>> => {
    if (keys.length === 0) return new Map();
    const filter = { _id: { $in: [...keys] } };
    // Without a batch size the server sends 101 documents first and the rest in a second round trip.
    const options = { promoteBuffers: true, batchSize: keys.length + 1 };
    const found = await collections(name).find(filter, options).toArray();
    return new Map(found.map((record) => [record._id, toAggregate(record)]));
  };
  const write = async (name: string, writes: readonly AggregateWrite[]) => {
    checkKeys(writes);
    const by = new mongo.ObjectId();
    const guarded = writes.map((one) => toWrite(one, by));
    return { conflicts: await writeGuarded(collections(name), guarded, by) };
  };
  return { read: guardCalls(lifecycle, read), write: guardCalls(lifecycle, write) };
}
