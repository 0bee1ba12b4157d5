import type { ChunkWrite } from '@sluice/ports';
import {
  NATIVE_STATES,
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
} from '@sluice/schemas';
import type { SqlValue } from '@sluice/sqlite-driver';
import { toBlob, toBytes } from './blobs';

/** What a summary needs of a chunk; `header` and `published_at` stand in chunk 0 alone. */
export interface TallyRow {
  readonly uuid: string;
  readonly idx: number;
  readonly pending: number;
  readonly finished_at: number | null;
  /** Comma-separated, in the order of NATIVE_STATES. */
  readonly counts: string;
  /** Operations of status 2. */
  readonly n2: number;
  readonly rows_failed: number;
  readonly header: string | null;
  readonly published_at: number | null;
}

/** What a chunk is read back from, beside its tally. */
export interface ChunkRow extends TallyRow {
  readonly rev: number;
  readonly states: Uint8Array;
  /** JSON text. */
  readonly keys: string;
  /** JSON text of all that no index, filter or tally reads. */
  readonly details: string;
}

const countsToText = (counts: ItemCounts): string => NATIVE_STATES.map((state) => counts[state]).join(',');

const countsFromText = (text: string): ItemCounts => {
  const numbers = text.split(',').map(Number);
  return Object.fromEntries(NATIVE_STATES.map((state, place) => [state, numbers[place]])) as ItemCounts;
};

/** The values of `BULK_COLUMNS`, which stay what they were when the chunk was inserted. */
export const bulkValues = ({ bulk }: ChunkWrite): SqlValue[] => [
  bulk.acceptedAt,
  bulk.dialect,
  bulk.entity,
  bulk.owner,
  bulk.description,
];

/** In the order of `bulkValues`. */
export const BULK_COLUMNS = ['at', 'dialect', 'entity', 'owner', 'description'] as const;

/** The values of `FOLDED_COLUMNS`, which every write of a chunk stores. */
export function foldedValues({ chunk }: ChunkWrite): SqlValue[] {
  const statuses = statusCounts(chunk);
  return [
    chunk.revision,
    chunk.pending,
    chunk.finishedAt,
    countsToText(chunk.counts),
    ...OPERATION_STATUSES.map((status) => statuses[status]),
    chunk.rowsFailed.reduce((sum, [, rows]) => sum + rows, 0),
    toBlob(chunk.states),
    chunkDetailsToText(chunk),
  ];
}

/** In the order of `foldedValues`. */
export const FOLDED_COLUMNS = [
  'rev',
  'pending',
  'finished_at',
  'counts',
  'n1',
  'n2',
  'n3',
  'n4',
  'n5',
  'rows_failed',
  'states',
  'details',
] as const;

/** The values of `quiet_at`, `header` and `published_at`: the header's JSON text is without the last one. */
export function headerValues(header: BulkHeader | undefined): SqlValue[] {
  if (header === undefined) return [null, null, null];
  return [header.quietAt, headerToText(header), header.publishedAt];
}

/** The chunk of a stored row. */
export function toChunk(row: ChunkRow): BulkChunk {
  return {
    bulkUuid: row.uuid,
    index: row.idx,
    revision: row.rev,
    states: toBytes(row.states),
    keys: JSON.parse(row.keys) as string[],
    ...chunkDetailsFromText(row.details),
    counts: countsFromText(row.counts),
    failedRetriable: row.n2,
    pending: row.pending,
    finishedAt: row.finished_at,
  };
}

const toTally = (row: TallyRow): ChunkTally => ({
  index: row.idx,
  counts: countsFromText(row.counts),
  failedRetriable: row.n2,
  pending: row.pending,
  rowsFailed: row.rows_failed,
  finishedAt: row.finished_at,
});

/** The summary of a bulk from the tallies of its chunks in order of index; null where no header is stored. */
export function toSummary(rows: readonly TallyRow[]): BulkSummary | null {
  const [first] = rows;
  if (first === undefined || first.header === null) return null;
  return { header: headerFromText(first.header, first.published_at), tallies: rows.map(toTally) };
}
