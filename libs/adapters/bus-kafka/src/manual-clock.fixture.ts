import type { Clock } from '@sluice/ports';

/** A clock that a test moves; a delay ends when its time has come or its signal aborts. */
export interface ManualClock extends Clock {
  /** Moves time on, letting everything happen that becomes due. */
  advance(ms: number): Promise<void>;
}

/** Lets promises that are already settled run their course. */
export const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Starts at 1,000. */
export function manualClock(): ManualClock {
  const state = { now: 1_000 };
  const waiting = new Set<{ readonly at: number; readonly wake: () => void }>();
  return {
    now: () => state.now,
    delay: (ms, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted === true) {
          resolve();
          return;
        }
        const entry = { at: state.now + ms, wake: resolve };
        waiting.add(entry);
        signal?.addEventListener('abort', () => {
          waiting.delete(entry);
          resolve();
        });
      }),
    advance: async (ms) => {
      state.now += ms;
      await settle();
      for (const entry of [...waiting].filter(({ at }) => at <= state.now)) {
        waiting.delete(entry);
        entry.wake();
      }
      await settle();
    },
  };
}
