/**
 * What processes must agree on: the epochs of logs, who does what there is only one of, and numbers given once.
 * All of it survives restarts; every call is one atomic step in the store.
 */
export interface Coordinator {
  /** The epoch of every log that was ever made, by topic. */
  epochs(): Promise<ReadonlyMap<string, number>>;
  /**
   * Takes the next epoch of a topic if it is still at `from` (0: none yet), and returns the one in force afterwards,
   * which somebody else may have taken.
   */
  advanceEpoch(topic: string, from: number): Promise<number>;
  /** True if the lease is now held by `owner` until ttlMs from now; also how an owner renews it. */
  acquireLease(name: string, owner: string, ttlMs: number): Promise<boolean>;
  /** Gives the lease up if `owner` holds it. */
  releaseLease(name: string, owner: string): Promise<void>;
  /** Takes `count` consecutive integers of a sequence that starts at 1 and returns the first; gaps are allowed. */
  takeIds(sequence: string, count: number): Promise<number>;
  /** Resolves if the store answers; rejects with `unavailable` otherwise. */
  ping(): Promise<void>;
}
