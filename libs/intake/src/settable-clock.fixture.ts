import type { Clock } from '@sluice/ports';

/** A clock that stands still until a test moves it. */
export interface SettableClock extends Clock {
  /** Moves on, and ends the delays that are over then. */
  advance(ms: number): void;
  /** The delays that were asked for, in order. */
  readonly delays: readonly number[];
}

interface Sleeper {
  readonly until: number;
  readonly wake: () => void;
}

export function settableClock(): SettableClock {
  let now = Date.UTC(2026, 0, 1);
  let sleepers: Sleeper[] = [];
  const delays: number[] = [];
  return {
    delays,
    now: () => now,
    delay: (ms, signal) =>
      new Promise((resolve) => {
        delays.push(ms);
        sleepers.push({ until: now + ms, wake: resolve });
        signal?.addEventListener('abort', () => {
          resolve();
        });
      }),
    advance: (ms) => {
      now += ms;
      const due = sleepers.filter(({ until }) => until <= now);
      sleepers = sleepers.filter(({ until }) => until > now);
      for (const { wake } of due) wake();
    },
  };
}
