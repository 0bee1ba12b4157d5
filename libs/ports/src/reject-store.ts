import type { Position } from '@sluice/schemas';

/** What a retry or a rejects file needs of a failed operation: its message, and where its first try stood. */
export interface Reject {
  readonly bulkUuid: string;
  readonly operationId: number;
  readonly attempt: number;
  /** Which part of an operation that travels in several messages; 0 where it is whole. */
  readonly part: number;
  /** The operation message, JSON text. */
  readonly message: string;
  readonly firstPosition: Position;
}

/**
 * Keeps the payloads of failed operations outside the chunks: a thousand failed items of 1 MB must not outgrow a
 * document (decision 6).
 */
export interface RejectStore {
  /** Stores all, durably, batched by bytes; the same (bulk, operation, attempt, part) again replaces it. */
  save(rejects: readonly Reject[]): Promise<void>;
  /** The rejects of these operations: every part of the latest attempt, in order; absent where there is none. */
  read(bulkUuid: string, operationIds: readonly number[]): Promise<Map<number, readonly Reject[]>>;
}
