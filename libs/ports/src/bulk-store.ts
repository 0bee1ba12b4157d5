import type { BulkChunk, BulkHeader, BulkSummary, OperationStatus, StatusCounts } from '@sluice/schemas';

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
  readonly bulk: Pick<BulkHeader, 'acceptedAt' | 'dialect' | 'entity' | 'description' | 'owner'>;
}

/** Which bulks to list. */
export interface BulkQuery {
  readonly dialect?: string;
  readonly entity?: string;
  /** Only bulks of this principal. */
  readonly owner?: string;
  /** Only bulks with a pending chunk, or implicit ones whose quietAt lies after this instant. */
  readonly unfinishedAt?: number;
  /** Only bulks accepted before this instant. */
  readonly acceptedBefore?: number;
  readonly order: 'newest' | 'oldest';
  /** Goes on behind this bulk in that order; ties of acceptedAt are ordered by bulkUuid. */
  readonly after?: { readonly acceptedAt: number; readonly bulkUuid: string };
  readonly limit: number;
}

/** Where a chunk stands in the order of acceptance: by time, then bulk, then index. */
export interface ChunkPlace extends ChunkRef {
  readonly acceptedAt: number;
}

/** Which chunks a search of operations has to look at; everything given must hold. */
export interface TallyQuery {
  /** Bulks accepted in this span, in milliseconds since 1970, both ends included. */
  readonly acceptedFrom?: number;
  readonly acceptedTo?: number;
  readonly bulkUuids?: readonly string[];
  /** Asked once for every description there is, not for every chunk. */
  readonly acceptsDescription?: (description: string) => boolean;
  readonly owner?: string;
  /** Only chunks with an operation of one of these; at least one. */
  readonly statuses: readonly OperationStatus[];
  /** How many operations have one of the statuses, in all chunks of this query, whatever `after` and `limit` are. */
  readonly withTotal: boolean;
  readonly order: 'newest' | 'oldest';
  /** Goes on behind this chunk in that order. */
  readonly after?: ChunkPlace;
  /** The most chunks to return; 0 where only the total is wanted. */
  readonly limit: number;
}

/** A chunk as a search sees it. */
export interface SearchTally extends ChunkPlace {
  readonly description: string;
  readonly statuses: StatusCounts;
}

export interface TallyPage {
  /** 0 where it was not asked for. */
  readonly total: number;
  /** In the order asked for: fewer than the limit only at the end. */
  readonly tallies: readonly SearchTally[];
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
  /**
   * Counts per chunk, from an index alone where no uuids are named. A bulk whose header is not stored yet may be among
   * them.
   */
  searchTallies(query: TallyQuery): Promise<TallyPage>;
  /** Chunks in the order of the refs, null where there is none; one query. */
  readChunks(refs: readonly ChunkRef[]): Promise<(BulkChunk | null)[]>;
  /** Stores all in one call, each if its revision is still the expected one; returns the refs that conflicted. */
  writeChunks(writes: readonly ChunkWrite[]): Promise<ChunkRef[]>;
}
