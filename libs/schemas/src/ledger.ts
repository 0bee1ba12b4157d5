import type { Outcome } from './messages/outcome-event';

/** How many operations an aggregate knows again by their hash (mechanics 2). */
export const RECENT_OPERATIONS = 8;
/** Bytes of one such hash. */
export const OPERATION_HASH_BYTES = 8;

/** What an aggregate remembers of one partition of the current epoch; -1 = nothing yet (mechanics 2). */
export interface Lane {
  readonly partition: number;
  /** The last offset taken: lower or equal is a redelivery. */
  readonly taken: number;
  /** The highest first position that took effect: a retry whose first position is lower is superseded. */
  readonly order: number;
  /** The highest first position that failed and has not been overtaken: the mark of decision 4 (c). */
  readonly failed: number;
}

/** An outcome that was not plain success, kept so that a redelivery reports what truly happened (decision 4b). */
export interface KeptOutcome extends Omit<Outcome, 'operation_id' | 'key' | 'attempt' | 'part'> {
  /** Hex of the operation's hash. */
  readonly operation: string;
  readonly partition: number;
  readonly offset: number;
}

/** The memory of an aggregate: which operations it has taken, and what became of them. */
export interface Ledger {
  readonly epoch: number;
  readonly lanes: readonly Lane[];
  /** The hashes of the last operations, newest last, OPERATION_HASH_BYTES each. */
  readonly recent: Uint8Array;
  /** The last applied item, to know an unchanged one; null after a delete. */
  readonly last: { readonly action: string; readonly scope: string; readonly hash: string } | null;
  readonly kept: readonly KeptOutcome[];
}

/** The memory of an aggregate that has none yet. */
export const EMPTY_LEDGER: Ledger = { epoch: 0, lanes: [], recent: new Uint8Array(0), last: null, kept: [] };
