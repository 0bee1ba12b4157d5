import type { BulkChunk, BulkHeader, BulkSummary } from '@sluice/schemas';

/** A bulk with all its chunks (at least one, empty for an empty bulk). */
export interface NewBulk {
  readonly header: BulkHeader;
  readonly chunks: readonly BulkChunk[];
}

export interface ChunkRef {
  readonly bulkUuid: string;
  readonly index: number;
}

/** A chunk to store if it is still at that revision. */
export interface ChunkWrite {
  /** With the revision it is to have afterwards. */
  readonly chunk: BulkChunk;
  /** 0: it must not be there yet. */
  readonly expectedRevision: number;
  /** Implicit bulks only, with chunk 0: the header as it is to be. Of every other bulk a fold never writes it. */
  readonly header?: BulkHeader;
  /**
   * The bulk's own facts, so that the store can order and filter chunks without the header. Taken when the chunk is
   * inserted; one that is there keeps what it has.
   */
  readonly bulk: Pick<BulkHeader, 'acceptedAt' | 'dialect' | 'entity'>;
}

/** Which bulks to list. */
export interface BulkQuery {
  readonly dialect?: string;
  readonly entity?: string;
  /** Only bulks with a pending chunk, or implicit ones whose quietAt lies after this instant. */
  readonly unfinishedAt?: number;
  /** Only bulks accepted before this instant. */
  readonly acceptedBefore?: number;
  readonly order: 'newest' | 'oldest';
  /** Goes on behind this bulk in that order; ties of acceptedAt are ordered by bulkUuid. */
  readonly after?: { readonly acceptedAt: number; readonly bulkUuid: string };
  readonly limit: number;
}

/**
 * Where bulks and their item states live. All writes are durable (journalled) when the call resolves.
 */
export interface BulkStore {
  /** Stores bulks: chunks first, header last, so that a bulk that can be found is whole. */
  insert(bulks: readonly NewBulk[]): Promise<void>;
  /** Notes that every message of these bulks was acknowledged; touches nothing that a fold writes. */
  markPublished(bulkUuids: readonly string[], publishedAt: number): Promise<void>;
  /** Header and tallies from one query; null where no header is stored. */
  find(bulkUuid: string): Promise<BulkSummary | null>;
  /** Bulks in order of acceptance; reads no item states. */
  list(query: BulkQuery): Promise<BulkSummary[]>;
  /** Chunks in the order of the refs, null where there is none; one query. */
  readChunks(refs: readonly ChunkRef[]): Promise<(BulkChunk | null)[]>;
  /** Stores all in one call, each if its revision is still the expected one; returns the refs that conflicted. */
  writeChunks(writes: readonly ChunkWrite[]): Promise<ChunkRef[]>;
}
