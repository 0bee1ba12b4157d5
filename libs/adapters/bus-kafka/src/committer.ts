import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '@sluice/ports';
import { protocolType } from './map-error';

/** Offsets to be delivered next, by partition. */
export type NextOffsets = ReadonlyMap<number, number>;

/** Commits all of them in one request; rejects with kafkajs' error. */
export type Commit = (next: NextOffsets) => Promise<void>;

const RETRY_MS = 200;
/** The group goes on without this assignment: whoever owns the partition next starts at the last commit. */
const LOST = new Set([
  'REBALANCE_IN_PROGRESS',
  'ILLEGAL_GENERATION',
  'UNKNOWN_MEMBER_ID',
  'FENCED_INSTANCE_ID',
]);

export interface Committer {
  /** Everything of the partition below `next` is durable: commits it soon, with what is noted meanwhile. */
  note(partition: number, next: number): void;
  /** Resolves when everything noted is committed, or never will be. */
  flushed(): Promise<void>;
}

/**
 * Commits behind the handlers of an assignment, one request at a time for all its partitions, so that a handler need
 * not wait for the previous commit. Tries again through an outage until the assignment is dropped.
 */
export function createCommitter(options: {
  readonly commit: Commit;
  readonly clock: Clock;
  readonly dropped: AbortSignal;
}): Committer {
  const { commit, clock, dropped } = options;
  const noted = new Map<number, number>();
  const committed = new Map<number, number>();
  const isNew = (partition: number, next: number): boolean => next > (committed.get(partition) ?? -1);
  const pending = (): NextOffsets =>
    new Map([...noted].filter(([partition, next]) => isNew(partition, next)));
  const state = { busy: false, flushing: Promise.resolve() };
  const run = async (): Promise<void> => {
    state.busy = true;
    // Not at once: handlers of several partitions that end in one turn share a request.
    await nextTurn();
    for (let next = pending(); next.size > 0 && !dropped.aborted; next = pending()) {
      try {
        await commit(next);
        for (const [partition, offset] of next) committed.set(partition, offset);
      } catch (error) {
        if (LOST.has(protocolType(error))) break;
        await clock.delay(RETRY_MS, dropped);
      }
    }
    state.busy = false;
  };
  return {
    note: (partition, next) => {
      if (next <= (noted.get(partition) ?? -1)) return;
      noted.set(partition, next);
      if (!state.busy) state.flushing = run();
    },
    flushed: () => state.flushing,
  };
}
