import type { Clock } from '@sluice/ports';
import { protocolType } from './map-error';

/** Commits an offset as the next one to be delivered; rejects with kafkajs' error. */
export type Commit = (next: number) => Promise<void>;

const RETRY_MS = 200;
/** The group goes on without this assignment: whoever owns the partition next starts at the last commit. */
const LOST = new Set([
  'REBALANCE_IN_PROGRESS',
  'ILLEGAL_GENERATION',
  'UNKNOWN_MEMBER_ID',
  'FENCED_INSTANCE_ID',
]);

export interface Committer {
  /** Everything below `next` is durable: commits it soon, with what is noted meanwhile; once, however often noted. */
  note(next: number): void;
  /** Resolves when everything noted is committed, or never will be. */
  flushed(): Promise<void>;
}

/**
 * Commits behind the handlers, one request at a time, so that a handler need not wait for the previous commit.
 * Tries again through an outage until the partition is dropped.
 */
export function createCommitter(options: {
  readonly commit: Commit;
  readonly clock: Clock;
  readonly dropped: AbortSignal;
}): Committer {
  const { commit, clock, dropped } = options;
  const state = { noted: -1, committed: -1, busy: false, flushing: Promise.resolve() };
  const run = async (): Promise<void> => {
    state.busy = true;
    while (state.noted > state.committed && !dropped.aborted) {
      const next = state.noted;
      try {
        await commit(next);
        state.committed = next;
      } catch (error) {
        if (LOST.has(protocolType(error))) break;
        await clock.delay(RETRY_MS, dropped);
      }
    }
    state.busy = false;
  };
  return {
    note: (next) => {
      if (next <= state.noted) return;
      state.noted = next;
      if (!state.busy) state.flushing = run();
    },
    flushed: () => state.flushing,
  };
}
