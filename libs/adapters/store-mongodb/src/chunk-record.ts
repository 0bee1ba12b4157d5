import { mongo } from 'mongoose';
import type { ChunkWrite } from '@sluice/ports';
import type { BulkChunk, BulkHeader, BulkSummary, ChunkTally, ItemCounts } from '@sluice/schemas';
import type { Guarded } from './guarded-write';

/** Copies of the bulk's own facts; they stay what they were when the chunk was inserted. */
interface BulkFields {
  readonly at: number;
  readonly dialect: string;
  readonly entity: string;
}

/** What a fold changes in a chunk. */
interface FoldedFields {
  readonly rev: number;
  readonly by: mongo.ObjectId;
  readonly pending: number;
  readonly counts: ItemCounts;
  /** Sum of the rows that failed inside applied items. */
  readonly rowsFailed: number;
  readonly finishedAt: number | null;
  readonly states: mongo.Binary | Uint8Array;
  /** JSON text: a list of a thousand strings costs BSON ten times as much, and UTF-8 carries no lone surrogate. */
  readonly keys: string;
  /** JSON text of all that no index, filter or tally reads. */
  readonly details: string;
}

/** What stands in chunk 0 alone: the bulk's header without `publishedAt`, which no fold may touch. */
interface HeaderFields {
  /** JSON text. */
  readonly header?: string;
  readonly quietAt?: number | null;
  readonly publishedAt?: number | null;
}

/** One document of the bulks: a chunk, the first one with the header. `_id` orders them by bulk and index. */
export interface ChunkRecord extends Guarded, BulkFields, FoldedFields, HeaderFields {
  readonly _id: string;
  readonly rev: number;
  readonly by: mongo.ObjectId;
  readonly uuid: string;
  readonly index: number;
}

/** What a summary needs of a chunk. */
export type TallyRecord = Pick<
  ChunkRecord,
  '_id' | 'index' | 'pending' | 'counts' | 'rowsFailed' | 'finishedAt' | 'header' | 'publishedAt'
>;

/** The projection that yields TallyRecords. */
export const TALLY_FIELDS = {
  index: 1,
  pending: 1,
  counts: 1,
  rowsFailed: 1,
  finishedAt: 1,
  header: 1,
  publishedAt: 1,
} as const;

/** The `_id` of a chunk: padded, so that the order of the ids is the order of the chunks. */
export const chunkId = (bulkUuid: string, index: number): string =>
  `${bulkUuid}:${String(index).padStart(5, '0')}`;

/** What no index, filter or tally reads. */
type Details = Omit<
  BulkChunk,
  'bulkUuid' | 'index' | 'revision' | 'states' | 'keys' | 'counts' | 'pending' | 'finishedAt'
>;

const detailsOf = (chunk: BulkChunk): Details => {
  const { implicit, results, errors, attempts, rowsFailed } = chunk;
  return { implicit, results, errors, attempts, rowsFailed };
};

/** What a write of this chunk stores whether it was there before or not. */
export function foldedFields({ chunk }: ChunkWrite, by: mongo.ObjectId): FoldedFields {
  return {
    rev: chunk.revision,
    by,
    pending: chunk.pending,
    counts: chunk.counts,
    rowsFailed: chunk.rowsFailed.reduce((sum, [, rows]) => sum + rows, 0),
    finishedAt: chunk.finishedAt,
    states: new mongo.Binary(chunk.states),
    keys: JSON.stringify(chunk.keys),
    details: JSON.stringify(detailsOf(chunk)),
  };
}

/** The header's part of a record. A later write of a header never takes back that the bulk was published. */
export function headerFields(header: BulkHeader | undefined): HeaderFields {
  if (header === undefined) return {};
  const { publishedAt, ...facts } = header;
  const text = JSON.stringify(facts);
  const base = { header: text, quietAt: header.quietAt };
  return publishedAt === null ? base : { ...base, publishedAt };
}

/** The whole record of a chunk that is not stored yet. */
export function toChunkRecord(write: ChunkWrite, by: mongo.ObjectId): ChunkRecord {
  const { bulkUuid, index } = write.chunk;
  const { acceptedAt: at, dialect, entity } = write.bulk;
  const place = { _id: chunkId(bulkUuid, index), uuid: bulkUuid, index, at, dialect, entity };
  return { ...place, ...foldedFields(write, by), ...headerFields(write.header) };
}

const toBytes = (stored: mongo.Binary | Uint8Array): Uint8Array =>
  new Uint8Array(stored instanceof Uint8Array ? stored : stored.buffer);

/** The chunk of a stored record. */
export function toChunk(record: ChunkRecord): BulkChunk {
  const details = JSON.parse(record.details) as Details;
  return {
    bulkUuid: record.uuid,
    index: record.index,
    revision: record.rev,
    states: toBytes(record.states),
    keys: JSON.parse(record.keys) as string[],
    ...details,
    counts: record.counts,
    pending: record.pending,
    finishedAt: record.finishedAt,
  };
}

const toTally = ({ index, counts, pending, rowsFailed, finishedAt }: TallyRecord): ChunkTally => ({
  index,
  counts,
  pending,
  rowsFailed,
  finishedAt,
});

/** The summary of a bulk from the tallies of its chunks in order of index; null where no header is stored. */
export function toSummary(records: readonly TallyRecord[]): BulkSummary | null {
  const first = records[0];
  if (first?.header === undefined) return null;
  const facts = JSON.parse(first.header) as Omit<BulkHeader, 'publishedAt'>;
  return { header: { ...facts, publishedAt: first.publishedAt ?? null }, tallies: records.map(toTally) };
}
