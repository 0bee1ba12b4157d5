const SECOND = 1_000;
const DAY = 24 * 60 * 60 * SECOND;

/** Every interval of the bus, in milliseconds. */
export interface BusTimings {
  /** How often the work of other processes is looked for. */
  readonly pollMs: number;
  /** How often removed logs and new epochs are looked for. */
  readonly watchMs: number;
  /** How long a member that renews nothing keeps its partitions. */
  readonly claimMs: number;
  /** How old a message must be before it may be trimmed. */
  readonly retentionMs: number;
  /** How often old messages are looked for. */
  readonly trimMs: number;
  /** The first and the longest wait before a batch is delivered again after a throw. */
  readonly backoffMinMs: number;
  readonly backoffMaxMs: number;
}

/** What holds unless said otherwise. */
export const DEFAULT_TIMINGS: BusTimings = {
  pollMs: 250,
  watchMs: 5 * SECOND,
  claimMs: 5 * SECOND,
  retentionMs: 7 * DAY,
  trimMs: 60 * SECOND,
  backoffMinMs: 200,
  backoffMaxMs: 10 * SECOND,
};

/** The wait after that many failures in a row (1: the first), doubling from the least to the longest. */
export const backoffMs = (failures: number, timings: BusTimings): number =>
  Math.min(timings.backoffMaxMs, timings.backoffMinMs * 2 ** Math.min(failures - 1, 30));
