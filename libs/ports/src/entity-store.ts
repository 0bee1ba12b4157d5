import type { Ledger } from '@sluice/schemas';

/** An aggregate as stored. */
export interface StoredAggregate {
  readonly key: string;
  /** Rises with every write; the guard of the next one. */
  readonly revision: number;
  /** Server-made, kept through deletes; null where none was given. */
  readonly id: number | null;
  /**
   * The entity, or null: a tombstone, or only a memory of failed operations. A store may make it at the first look.
   */
  readonly document: unknown;
  readonly ledger: Ledger;
}

/** A write of one aggregate, conditional on the revision that was read. */
export interface AggregateWrite {
  readonly key: string;
  /** 0: there must be none yet. */
  readonly expectedRevision: number;
  readonly id: number | null;
  readonly document: unknown;
  readonly ledger: Ledger;
  /**
   * Other names it can be found by, unique within the collection (`id:17`, `address:33`): they replace the stored
   * ones, so that a write without any drops them. Nobody checks that they are unique: see `locate`.
   */
  readonly refs?: readonly string[];
}

/** Which aggregates of a collection to go through. */
export interface ScanQuery {
  /** Goes on behind this key; from the first one where absent. */
  readonly after?: string;
  readonly limit: number;
}

/** What became of a batch of writes; keys in neither list are written and durable. */
export interface WriteResult {
  /**
   * Stored at another revision than expected: read again, decide again. One that was written and at once overwritten
   * by somebody else may be among them, never the other way round.
   */
  readonly conflicts: readonly string[];
}

/**
 * Where aggregates live, one collection an entity.
 *
 * Promised: a write is durable (journalled) when the call resolves, all or nothing per aggregate; documents come
 * back as they were written, whatever their keys are called (`__proto__`, `$where`, dots). Rejects with `unavailable`
 * when the effect is unknown and with `refused` when the batch contains something the store will never take; then
 * others of the batch may have been written, and the caller finds the culprit by halving.
 */
export interface EntityStore {
  /** The aggregates there are under these keys, in one query. */
  read(collection: string, keys: readonly string[]): Promise<Map<string, StoredAggregate>>;
  /** Writes all in one call; at most one write a key. */
  write(collection: string, writes: readonly AggregateWrite[]): Promise<WriteResult>;
  /** Which of these keys hold an entity now (no tombstone, no mere memory); reads no documents. */
  existing(collection: string, keys: readonly string[]): Promise<Set<string>>;
  /**
   * The keys of the aggregates that hold these refs since their last write, tombstones among them; absent where there
   * is none. One query. Where several hold a ref, the one written last is named; of those written by one call, or
   * within a second by different processes, any.
   */
  locate(collection: string, refs: readonly string[]): Promise<Map<string, string>>;
  /** Entities (no tombstones) in order of key by UTF-8 bytes, a page at a time. */
  scan(collection: string, query: ScanQuery): Promise<StoredAggregate[]>;
}
