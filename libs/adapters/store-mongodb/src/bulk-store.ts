import { mongo } from 'mongoose';
import { PortError, type BulkStore, type ChunkRef, type ChunkWrite, type NewBulk } from '@sluice/ports';
import type { BulkChunk, BulkSummary } from '@sluice/schemas';
import {
  TALLY_FIELDS,
  chunkId,
  foldedFields,
  headerFields,
  toChunk,
  toChunkRecord,
  toSummary,
  type ChunkRecord,
  type TallyRecord,
} from './chunk-record';
import { writeGuarded, type GuardedWrite } from './guarded-write';
import { guardCalls, type Lifecycle } from './lifecycle';
import { listBulks } from './list-bulks';
import { isDuplicateKey } from './map-errors';
import { searchTallies } from './search-tallies';
import { splitByBytes } from './split-by-bytes';

type Chunks = mongo.Collection<ChunkRecord>;

const recordBytes = (record: ChunkRecord): number =>
  2 * (record.keys.length + record.details.length) + (record.header?.length ?? 0) + 2_000;

const toWrites = ({ header, chunks }: NewBulk): ChunkWrite[] =>
  chunks.map((chunk) => {
    const write = { chunk, expectedRevision: 0, bulk: header };
    return chunk.index === 0 ? { ...write, header } : write;
  });

const insertRecords = async (chunks: Chunks, records: readonly ChunkRecord[]): Promise<void> => {
  for (const batch of splitByBytes(records, recordBytes)) {
    await chunks.insertMany(batch, { ordered: false });
  }
};

const insert = async (chunks: Chunks, bulks: readonly NewBulk[]): Promise<void> => {
  const by = new mongo.ObjectId();
  const records = bulks.flatMap(toWrites).map((write) => toChunkRecord(write, by));
  try {
    await insertRecords(
      chunks,
      records.filter(({ index }) => index > 0),
    );
    await insertRecords(
      chunks,
      records.filter(({ index }) => index === 0),
    );
  } catch (error) {
    if (isDuplicateKey(error)) throw new PortError('refused', 'a bulk of this uuid is stored already', error);
    throw error;
  }
};

const find = async (chunks: Chunks, bulkUuid: string): Promise<BulkSummary | null> => {
  const range = { _id: { $gte: chunkId(bulkUuid, 0), $lt: `${bulkUuid};` } };
  const found = chunks.find(range, { batchSize: 10_000 }).project<TallyRecord>(TALLY_FIELDS);
  return toSummary(await found.sort({ _id: 1 }).toArray());
};

const readChunks = async (chunks: Chunks, refs: readonly ChunkRef[]): Promise<(BulkChunk | null)[]> => {
  if (refs.length === 0) return [];
  const ids = refs.map(({ bulkUuid, index }) => chunkId(bulkUuid, index));
  const options = { promoteBuffers: true, batchSize: ids.length + 1 };
  const found = await chunks.find({ _id: { $in: ids } }, options).toArray();
  const byId = new Map(found.map((record) => [record._id, record]));
  return ids.map((id) => {
    const record = byId.get(id);
    return record === undefined ? null : toChunk(record);
  });
};

const toGuarded = (write: ChunkWrite, by: mongo.ObjectId): GuardedWrite<ChunkRecord> => ({
  _id: chunkId(write.chunk.bulkUuid, write.chunk.index),
  expectedRevision: write.expectedRevision,
  whole: () => toChunkRecord(write, by),
  next: () => {
    const fields = { ...foldedFields(write, by), ...headerFields(write.header) };
    return { $mergeObjects: ['$$ROOT', { $literal: fields }] };
  },
});

const writeChunks = async (chunks: Chunks, writes: readonly ChunkWrite[]): Promise<ChunkRef[]> => {
  const by = new mongo.ObjectId();
  const guarded = writes.map((write) => toGuarded(write, by));
  const conflicts = new Set(await writeGuarded(chunks, guarded, by));
  return writes
    .map(({ chunk }) => ({ bulkUuid: chunk.bulkUuid, index: chunk.index }))
    .filter(({ bulkUuid, index }) => conflicts.has(chunkId(bulkUuid, index)));
};

const markPublished = async (
  chunks: Chunks,
  bulkUuids: readonly string[],
  publishedAt: number,
): Promise<void> => {
  if (bulkUuids.length === 0) return;
  const ids = bulkUuids.map((uuid) => chunkId(uuid, 0));
  await chunks.updateMany({ _id: { $in: ids } }, { $set: { publishedAt } });
};

/** The BulkStore over MongoDB: one collection, a document a chunk, the first one with the header. */
export function createBulkStore(chunks: Chunks, lifecycle: Lifecycle): BulkStore {
  return {
    insert: guardCalls(lifecycle, (bulks) => insert(chunks, bulks)),
    markPublished: guardCalls(lifecycle, (uuids, publishedAt) => markPublished(chunks, uuids, publishedAt)),
    find: guardCalls(lifecycle, (uuid) => find(chunks, uuid)),
    list: guardCalls(lifecycle, (query) => listBulks(chunks, query)),
    searchTallies: guardCalls(lifecycle, (query) => searchTallies(chunks, query)),
    readChunks: guardCalls(lifecycle, (refs) => readChunks(chunks, refs)),
    writeChunks: guardCalls(lifecycle, (writes) => writeChunks(chunks, writes)),
  };
}
