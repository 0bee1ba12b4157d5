import { mongo } from 'mongoose';
import type { ChunkWrite } from '@sluice/ports';
import {
  OPERATION_STATUSES,
  chunkDetailsFromText,
  chunkDetailsToText,
  headerFromText,
  headerToText,
  statusCounts,
  type BulkChunk,
  type BulkHeader,
  type BulkSummary,
  type ChunkTally,
  type ItemCounts,
  type StatusCounts,
} from '@sluice/schemas';
import type { Guarded } from './guarded-write';

/** Copies of the bulk's own facts; they stay what they were when the chunk was inserted. */
interface BulkFields {
  readonly at: number;
  readonly dialect: string;
  readonly entity: string;
  readonly owner: string | null;
  readonly description: string;
}

/** How many operations have each status (contract magento-bulk 3). */
export interface TallyFields {
  readonly complete: number;
  readonly retriable: number;
  readonly final: number;
  readonly open: number;
  readonly rejected: number;
}

/** What a search of operations reads. */
export interface SearchFields {
  readonly tally: TallyFields;
  /**
   * Of a chunk of one operation its status; UNIFORM more where several have the same one; 0 where they differ or are
   * none. It leads the index, so that a search for the few failed among a million bulks of one operation passes over
   * the others, and counts the entries of those instead of adding up.
   */
  readonly uniform: number;
}

/** What a fold changes in a chunk. */
interface FoldedFields extends SearchFields {
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
  '_id' | 'index' | 'pending' | 'counts' | 'tally' | 'rowsFailed' | 'finishedAt' | 'header' | 'publishedAt'
>;

export const SEARCH_INDEX = 'search';

/** All that a search reads of a chunk, so that it reads no document. */
export const SEARCH_KEYS = {
  uniform: 1,
  at: 1,
  uuid: 1,
  index: 1,
  'tally.complete': 1,
  'tally.retriable': 1,
  'tally.final': 1,
  'tally.open': 1,
  'tally.rejected': 1,
  description: 1,
  owner: 1,
} as const;

/** The projection that yields TallyRecords. */
export const TALLY_FIELDS = {
  index: 1,
  pending: 1,
  counts: 1,
  'tally.retriable': 1,
  rowsFailed: 1,
  finishedAt: 1,
  header: 1,
  publishedAt: 1,
} as const;

/** The `_id` of a chunk: padded, so that the order of the ids is the order of the chunks. */
export const chunkId = (bulkUuid: string, index: number): string =>
  `${bulkUuid}:${String(index).padStart(5, '0')}`;

/** Marks a chunk of several operations of one status. */
export const UNIFORM = 10;

const uniformOf = (statuses: StatusCounts): number => {
  const [only, ...others] = OPERATION_STATUSES.filter((status) => statuses[status] > 0);
  if (only === undefined || others.length > 0) return 0;
  return statuses[only] === 1 ? only : only + UNIFORM;
};

/** What a search reads of these counts. */
export function searchFields(statuses: StatusCounts): SearchFields {
  return {
    tally: {
      complete: statuses[1],
      retriable: statuses[2],
      final: statuses[3],
      open: statuses[4],
      rejected: statuses[5],
    },
    uniform: uniformOf(statuses),
  };
}

/** What a write of this chunk stores whether it was there before or not. */
export function foldedFields({ chunk }: ChunkWrite, by: mongo.ObjectId): FoldedFields {
  return {
    rev: chunk.revision,
    by,
    pending: chunk.pending,
    counts: chunk.counts,
    ...searchFields(statusCounts(chunk)),
    rowsFailed: chunk.rowsFailed.reduce((sum, [, rows]) => sum + rows, 0),
    finishedAt: chunk.finishedAt,
    states: new mongo.Binary(chunk.states),
    keys: JSON.stringify(chunk.keys),
    details: chunkDetailsToText(chunk),
  };
}

/** The header's part of a record. A later write of a header never takes back that the bulk was published. */
export function headerFields(header: BulkHeader | undefined): HeaderFields {
  if (header === undefined) return {};
  const { publishedAt, quietAt } = header;
  const base = { header: headerToText(header), quietAt };
  return publishedAt === null ? base : { ...base, publishedAt };
}

/** The whole record of a chunk that is not stored yet. */
export function toChunkRecord(write: ChunkWrite, by: mongo.ObjectId): ChunkRecord {
  const { bulkUuid, index } = write.chunk;
  const { acceptedAt: at, dialect, entity, owner, description } = write.bulk;
  const bulk = { at, dialect, entity, owner, description };
  const place = { _id: chunkId(bulkUuid, index), uuid: bulkUuid, index, ...bulk };
  return { ...place, ...foldedFields(write, by), ...headerFields(write.header) };
}

const toBytes = (stored: mongo.Binary | Uint8Array): Uint8Array =>
  new Uint8Array(stored instanceof Uint8Array ? stored : stored.buffer);

/** The chunk of a stored record. */
export function toChunk(record: ChunkRecord): BulkChunk {
  return {
    bulkUuid: record.uuid,
    index: record.index,
    revision: record.rev,
    states: toBytes(record.states),
    keys: JSON.parse(record.keys) as string[],
    ...chunkDetailsFromText(record.details),
    counts: record.counts,
    failedRetriable: record.tally.retriable,
    pending: record.pending,
    finishedAt: record.finishedAt,
  };
}

const toTally = ({ index, counts, tally, pending, rowsFailed, finishedAt }: TallyRecord): ChunkTally => ({
  index,
  counts,
  failedRetriable: tally.retriable,
  pending,
  rowsFailed,
  finishedAt,
});

/** The summary of a bulk from the tallies of its chunks in order of index; null where no header is stored. */
export function toSummary(records: readonly TallyRecord[]): BulkSummary | null {
  const first = records[0];
  if (first?.header === undefined) return null;
  return { header: headerFromText(first.header, first.publishedAt ?? null), tallies: records.map(toTally) };
}
