/** How long things may take, in milliseconds; every one has a default that holds the promises of mechanics 5. */
export interface KafkaTimings {
  /** Between two looks at epochs and logs. */
  readonly watchMs: number;
  /** Between a first and a second look at a log that seems to be another one. */
  readonly confirmMs: number;
  /** How long a publish without startBefore may go on starting sends. */
  readonly publishMs: number;
  /** An admin question (offsets, topics) is answered or `unavailable` within this. */
  readonly askMs: number;
  /** How long close() waits for handlers and sends together: a process must end within 10 s of a SIGTERM. */
  readonly drainMs: number;
  /** How long close() waits for a client to say goodbye; a dead broker must not hold a process up. */
  readonly disconnectMs: number;
  /** A member that says nothing for this long is taken for dead. */
  readonly sessionMs: number;
  /** The longest a fetch waits for something to read; also the longest a resumed partition waits for its turn. */
  readonly fetchWaitMs: number;
  /** First and longest pause before a handler that threw is called again. */
  readonly retryFromMs: number;
  readonly retryToMs: number;
}

export const DEFAULT_TIMINGS: KafkaTimings = {
  watchMs: 5_000,
  confirmMs: 300,
  publishMs: 30_000,
  askMs: 5_000,
  drainMs: 4_000,
  disconnectMs: 1_000,
  sessionMs: 10_000,
  fetchWaitMs: 100,
  retryFromMs: 200,
  retryToMs: 10_000,
};
