import { mongo } from 'mongoose';
import {
  PortError,
  type AggregateWrite,
  type EntityStore,
  type ScanQuery,
  type StoredAggregate,
} from '@sluice/ports';
import { IS_ENTITY, toAggregate, toRecord, type AggregateRecord } from './aggregate-record';
import { locateRefs, refIndexes } from './aggregate-refs';
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

const checkNames = (writes: readonly AggregateWrite[]): void => {
  if (writes.every(({ key, refs = [] }) => isWellFormed(key) && refs.every(isWellFormed))) return;
  throw new PortError('refused', 'a key or ref with a lone surrogate has no UTF-8 form');
};

type Aggregates = mongo.Collection<AggregateRecord>;

const readAll = async (from: Aggregates, keys: readonly string[]): Promise<Map<string, StoredAggregate>> => {
  const filter = { _id: { $in: keys.filter(isWellFormed) } };
  // Without a batch size the server sends 101 documents first and the rest in a second round trip.
  const options = { promoteBuffers: true, batchSize: keys.length + 1 };
  const found = await from.find(filter, options).toArray();
  return new Map(found.map((record) => [record._id, toAggregate(record)]));
};

const existingOf = async (from: Aggregates, keys: readonly string[]): Promise<Set<string>> => {
  const filter = { _id: { $in: keys.filter(isWellFormed) }, $expr: IS_ENTITY };
  const found = await from.find(filter, { projection: { _id: 1 }, batchSize: keys.length + 1 }).toArray();
  return new Set(found.map(({ _id }) => _id));
};

const scanPage = async (from: Aggregates, { after, limit }: ScanQuery): Promise<StoredAggregate[]> => {
  // MongoDB takes 0 for no limit.
  if (limit <= 0) return [];
  const filter = { ...(after === undefined ? {} : { _id: { $gt: after } }), $expr: IS_ENTITY };
  const options = { promoteBuffers: true, sort: { _id: 1 }, hint: { _id: 1 }, limit } as const;
  return (await from.find(filter, { ...options, batchSize: limit + 1 }).toArray()).map(toAggregate);
};

/** The EntityStore over MongoDB: one collection an entity, the key as `_id`. */
export function createEntityStore(collections: AggregateCollections, lifecycle: Lifecycle): EntityStore {
  const ensureRefIndex = refIndexes();
  const write = async (name: string, writes: readonly AggregateWrite[]) => {
    checkNames(writes);
    const by = new mongo.ObjectId();
    const guarded = writes.map((one) => toWrite(one, by));
    const into = collections(name);
    if (writes.some(({ refs = [] }) => refs.length > 0)) await ensureRefIndex(into);
    return { conflicts: await writeGuarded(into, guarded, by) };
  };
  const locate = async (name: string, refs: readonly string[]): Promise<Map<string, string>> => {
    const from = collections(name);
    if (refs.length === 0) return new Map();
    await ensureRefIndex(from);
    return locateRefs(from, refs);
  };
  return {
    read: guardCalls(lifecycle, async (name, keys) =>
      keys.length === 0 ? new Map<string, StoredAggregate>() : readAll(collections(name), keys),
    ),
    write: guardCalls(lifecycle, write),
    existing: guardCalls(lifecycle, async (name, keys) =>
      keys.length === 0 ? new Set<string>() : existingOf(collections(name), keys),
    ),
    locate: guardCalls(lifecycle, locate),
    scan: guardCalls(lifecycle, (name, query) => scanPage(collections(name), query)),
  };
}
