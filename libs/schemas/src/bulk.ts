/** Items a chunk document holds (decision 6). */
export const CHUNK_SIZE = 1000;

/**
 * The state byte of an item. `settled` is a failure declared by the settlement because the item was never published
 * or its log was lost: the one verdict that a real outcome may still replace (mechanics 3, G3).
 */
export const ItemState = {
  absent: 0,
  open: 1,
  succeeded: 2,
  unchanged: 3,
  failedRetriable: 4,
  failedFinal: 5,
  canceled: 6,
  rejected: 7,
  settled: 8,
} as const;
export type ItemState = (typeof ItemState)[keyof typeof ItemState];

/** The states a reader sees. */
export const NATIVE_STATES = ['open', 'succeeded', 'unchanged', 'failed', 'canceled', 'rejected'] as const;
export type NativeState = (typeof NATIVE_STATES)[number];

/** How many items of a chunk are in each state a reader sees; absent ones are not counted. */
export type ItemCounts = Readonly<Record<NativeState, number>>;

export const ZERO_COUNTS: ItemCounts = {
  open: 0,
  succeeded: 0,
  unchanged: 0,
  failed: 0,
  canceled: 0,
  rejected: 0,
};

/** Why an item failed or was rejected; also what a retry did before. */
export interface ItemError {
  /** Index of the item inside its chunk. */
  readonly position: number;
  readonly class: 'retriable' | 'final';
  readonly code: string;
  readonly message: string;
}

/** Text that the results of an operation's parts may add up to, in bytes of UTF-8. */
export const MAX_JOINED_RESULT_BYTES = 8 * 1024;

/** What is known of an operation of which only some parts were reported (ADR 20). */
export interface PartProgress {
  /** Index of the item inside its chunk. */
  readonly position: number;
  readonly attempt: number;
  /** How many parts there are. */
  readonly count: number;
  /** Base64 of a bitmap, lowest bit first: the parts that were reported. */
  readonly seen: string;
  /** The states that were reported, besides failures. */
  readonly states: readonly ('succeeded' | 'unchanged' | 'canceled')[];
  /** The failure that decides so far: a retriable one before a final one, then the one of the lowest part. */
  readonly error: (Omit<ItemError, 'position'> & { readonly part: number }) | null;
  readonly rowsFailed: number | null;
  /** What part 0 answered, if that was no list. */
  readonly result: string | null;
  /** JSON texts of the rows of the lists that were answered, by part, in order of part. */
  readonly rows: readonly (readonly [number, readonly string[]])[];
  /** The part whose rows had to be cut at the limit: nothing of any later part is kept; null while all fits. */
  readonly cutAt: number | null;
}

/** The facts of a bulk that are written once, and the few that its publisher or an implicit fold adds. */
export interface BulkHeader {
  readonly bulkUuid: string;
  readonly dialect: string;
  readonly entity: string;
  /** What the dialect calls the call; Magento: `Topic async.magento....` without the word Topic. */
  readonly description: string;
  /** The operations topic the items were published to, and the epoch of its log at that time. */
  readonly topic: string;
  readonly epoch: number;
  /** Who sent it, in the dialect's own terms (contract magento-bulk 3). */
  readonly userType: number;
  readonly userId: number;
  /** Whose bulk it is: the principal of its token; null where nobody was asked for one. */
  readonly owner: string | null;
  /** Milliseconds since 1970, UTC. */
  readonly acceptedAt: number;
  /** Items of the request, rejected ones included; of an implicit bulk what its publisher declared, else 0. */
  readonly size: number;
  readonly chunkCount: number;
  /** No send of the bulk starts later than this. */
  readonly publishUntil: number;
  /** When every message was acknowledged; null until then. */
  readonly publishedAt: number | null;
  /** Opened by its first outcome, by a publisher other than the gateway (mechanics 3). */
  readonly implicit: boolean;
  /** Implicit bulks only: running until this instant even if nothing is open. */
  readonly quietAt: number | null;
}

/** The items of a bulk from `index * CHUNK_SIZE` on: the unit that is read, folded and written. */
export interface BulkChunk {
  readonly bulkUuid: string;
  readonly index: number;
  /** 0 where it is not stored yet; every stored change adds one. */
  readonly revision: number;
  /** Of an implicit bulk: its states are CHUNK_SIZE bytes, absent where no outcome was seen. */
  readonly implicit: boolean;
  /** One ItemState byte an item; of an implicit bulk always CHUNK_SIZE of them. */
  readonly states: Uint8Array;
  /** Entity key of each item; '' where there is none (rejected) or none known yet. */
  readonly keys: readonly string[];
  /** JSON text an item's call answered, or null; an empty list while there is none at all. */
  readonly results: readonly (string | null)[];
  readonly errors: readonly ItemError[];
  /** Attempt of every item that was tried more than once, as [position, attempt]. */
  readonly attempts: readonly (readonly [number, number])[];
  /** Rows that were wrong inside applied list-type items, as [position, rows]. */
  readonly rowsFailed: readonly (readonly [number, number])[];
  /** Operations of which some parts were reported and others were not. */
  readonly parts: readonly PartProgress[];
  readonly counts: ItemCounts;
  /** How many of `counts.failed` may succeed later. */
  readonly failedRetriable: number;
  /** Items that keep the bulk unfinished: the open ones, and in chunk 0 of an implicit bulk the declared but unseen. */
  readonly pending: number;
  /** When nothing in it was open any more; null while something is. */
  readonly finishedAt: number | null;
}

/** What a status needs of a chunk. */
export interface ChunkTally {
  readonly index: number;
  readonly counts: ItemCounts;
  /** How many of `counts.failed` may succeed later. */
  readonly failedRetriable: number;
  readonly pending: number;
  readonly rowsFailed: number;
  readonly finishedAt: number | null;
}

/** A bulk as one query returns it: the header and the tally of every chunk, in order of index. */
export interface BulkSummary {
  readonly header: BulkHeader;
  readonly tallies: readonly ChunkTally[];
}

/** The operation statuses of contract magento-bulk 3: complete, failed retriably, failed, open, rejected. */
export const OPERATION_STATUSES = [1, 2, 3, 4, 5] as const;
export type OperationStatus = (typeof OPERATION_STATUSES)[number];

/** How many operations have each status; every operation has exactly one. A canceled one has failed. */
export type StatusCounts = Readonly<Record<OperationStatus, number>>;

export const statusCounts = ({
  counts,
  failedRetriable,
}: Pick<ChunkTally, 'counts' | 'failedRetriable'>): StatusCounts => ({
  1: counts.succeeded + counts.unchanged,
  2: failedRetriable,
  3: counts.failed - failedRetriable + counts.canceled,
  4: counts.open,
  5: counts.rejected,
});
