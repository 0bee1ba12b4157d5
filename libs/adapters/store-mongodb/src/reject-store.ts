import type { mongo } from 'mongoose';
import type { Reject, RejectStore } from '@sluice/ports';
import { groupBy } from '@sluice/schemas';
import { guardCalls, type Lifecycle } from './lifecycle';
import { splitByBytes } from './split-by-bytes';

/** One document of the rejects; `_id` orders them by bulk, operation, attempt and part. */
export interface RejectRecord {
  readonly _id: string;
  readonly message: string;
  readonly epoch: number;
  readonly partition: number;
  readonly offset: number;
}

type Rejects = mongo.Collection<RejectRecord>;

const operationPrefix = (bulkUuid: string, operationId: number): string =>
  `${bulkUuid}:${String(operationId).padStart(7, '0')}:`;

const toRecord = ({
  bulkUuid,
  operationId,
  attempt,
  part,
  message,
  firstPosition,
}: Reject): RejectRecord => ({
  _id: `${operationPrefix(bulkUuid, operationId)}${String(attempt).padStart(4, '0')}:${String(part).padStart(5, '0')}`,
  message,
  epoch: firstPosition.epoch,
  partition: firstPosition.partition,
  offset: firstPosition.offset,
});

const toReject = (bulkUuid: string, record: RejectRecord): Reject => {
  // Ids of version 0.1.0 end with the attempt.
  const [operationId, attempt, part = '0'] = record._id.slice(bulkUuid.length + 1).split(':');
  const { message, epoch, partition, offset } = record;
  return {
    bulkUuid,
    operationId: Number(operationId),
    attempt: Number(attempt),
    part: Number(part),
    message,
    firstPosition: { epoch, partition, offset },
  };
};

const save = async (collection: Rejects, rejects: readonly Reject[]): Promise<void> => {
  for (const batch of splitByBytes(rejects, ({ message }) => Buffer.byteLength(message) + 200)) {
    const operations = batch.map(toRecord).map(({ _id, ...replacement }) => ({
      replaceOne: { filter: { _id }, replacement, upsert: true },
    }));
    await collection.bulkWrite(operations, { ordered: false });
  }
};

/** Of each operation the parts of its latest attempt, which comes last. */
const latestAttempts = (rejects: readonly Reject[]): Map<number, readonly Reject[]> => {
  const latest = new Map(rejects.map(({ operationId, attempt }) => [operationId, attempt]));
  return groupBy(
    rejects.filter(({ operationId, attempt }) => latest.get(operationId) === attempt),
    ({ operationId }) => operationId,
  );
};

const read = async (
  collection: Rejects,
  bulkUuid: string,
  operationIds: readonly number[],
): Promise<Map<number, readonly Reject[]>> => {
  if (operationIds.length === 0) return new Map();
  const prefixes = operationIds.map((id) => operationPrefix(bulkUuid, id).replace(/[^\w-]/g, '\\$&'));
  // An anchored pattern is one range of the index on `_id`; attempts rise, so the latest one is set last.
  const filter = { _id: { $in: prefixes.map((prefix) => new RegExp(`^${prefix}`)) } };
  const found = await collection
    .find(filter, { batchSize: operationIds.length * 2 })
    .sort({ _id: 1 })
    .toArray();
  const rejects = found.map((record) => toReject(bulkUuid, record));
  return latestAttempts(rejects);
};

/** The RejectStore over MongoDB: a document a part of an attempt, so that no bulk outgrows one. */
export function createRejectStore(collection: Rejects, lifecycle: Lifecycle): RejectStore {
  return {
    save: guardCalls(lifecycle, (rejects) => save(collection, rejects)),
    read: guardCalls(lifecycle, (bulkUuid, operationIds) => read(collection, bulkUuid, operationIds)),
  };
}
