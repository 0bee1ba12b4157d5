import type { mongo } from 'mongoose';
import type { Clock, Coordinator } from '@sluice/ports';
import { guardCalls, type Lifecycle } from './lifecycle';
import { isDuplicateKey } from './map-errors';

/** The last epoch of a topic's log. */
export interface EpochRecord {
  readonly _id: string;
  readonly epoch: number;
}

/** Who holds a lease, and until when (milliseconds since 1970). */
export interface LeaseRecord {
  readonly _id: string;
  readonly owner: string;
  readonly until: number;
}

/** The last number a sequence gave away. */
export interface SequenceRecord {
  readonly _id: string;
  readonly last: number;
}

/** The collections of the coordinator. */
export interface CoordinatorCollections {
  readonly epochs: mongo.Collection<EpochRecord>;
  readonly leases: mongo.Collection<LeaseRecord>;
  readonly sequences: mongo.Collection<SequenceRecord>;
}

/** What the coordinator is made of. */
export interface CoordinatorOptions {
  readonly collections: CoordinatorCollections;
  readonly clock: Clock;
  readonly lifecycle: Lifecycle;
  readonly ping: () => Promise<unknown>;
}

const AFTER = { upsert: true, returnDocument: 'after' } as const;

/** Two upserts of one new `_id` may collide; the second try finds the document of the other one. */
const again = async <Result>(upsert: () => Promise<Result>): Promise<Result> => {
  try {
    return await upsert();
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    return upsert();
  }
};

const advanceEpoch = async (
  epochs: mongo.Collection<EpochRecord>,
  topic: string,
  from: number,
): Promise<number> => {
  const current = { $ifNull: ['$epoch', 0] };
  const next = { $cond: [{ $eq: [current, from] }, from + 1, current] };
  const stored = await again(() =>
    epochs.findOneAndUpdate({ _id: topic }, [{ $set: { epoch: next } }], AFTER),
  );
  return stored?.epoch ?? 0;
};

/** Upserts under a filter that only the owner or an expired lease matches: the duplicate key says it is taken. */
const acquireLease = async (
  leases: mongo.Collection<LeaseRecord>,
  lease: LeaseRecord,
  now: number,
): Promise<boolean> => {
  const { _id, owner, until } = lease;
  try {
    const mine = { _id, $or: [{ owner }, { until: { $lte: now } }] };
    await leases.updateOne(mine, { $set: { owner, until } }, { upsert: true });
    return true;
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
};

const takeIds = async (
  sequences: mongo.Collection<SequenceRecord>,
  sequence: string,
  count: number,
): Promise<number> => {
  const taken = await again(() =>
    sequences.findOneAndUpdate({ _id: sequence }, { $inc: { last: count } }, AFTER),
  );
  return (taken?.last ?? count) - count + 1;
};

/** The Coordinator over MongoDB: every call is one update of one document. */
export function createCoordinator({ collections, clock, lifecycle, ping }: CoordinatorOptions): Coordinator {
  const { epochs, leases, sequences } = collections;
  return {
    epochs: guardCalls(lifecycle, async () => {
      const stored = await epochs.find({ epoch: { $gt: 0 } }).toArray();
      return new Map(stored.map(({ _id, epoch }) => [_id, epoch]));
    }),
    advanceEpoch: guardCalls(lifecycle, (topic, from) => advanceEpoch(epochs, topic, from)),
    acquireLease: guardCalls(lifecycle, (name, owner, ttlMs) => {
      const now = clock.now();
      return acquireLease(leases, { _id: name, owner, until: now + ttlMs }, now);
    }),
    releaseLease: guardCalls(lifecycle, async (name, owner) => {
      await leases.deleteOne({ _id: name, owner });
    }),
    takeIds: guardCalls(lifecycle, (sequence, count) => takeIds(sequences, sequence, count)),
    ping: guardCalls(lifecycle, async () => {
      await ping();
    }),
  };
}
