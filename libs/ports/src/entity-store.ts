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
}
