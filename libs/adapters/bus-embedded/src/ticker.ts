import type { Clock, Logger } from '@sluice/ports';

/** Something to look after; `everyMs` 0: at every tick. */
export interface Chore {
  readonly name: string;
  readonly everyMs: number;
  readonly work: () => void | Promise<void>;
}

/** What a ticker needs; `tickMs` is the real time between ticks, what is due is judged by the clock. */
export interface TickerOptions {
  readonly tickMs: number;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly chores: readonly Chore[];
}

/** A chore never overlaps itself; of a row of failures the first and the end are logged. */
function createRunner({ name, work }: Chore, logger: Logger): () => Promise<void> {
  let running = false;
  let failing = false;
  const attempt = async (): Promise<void> => {
    try {
      await work();
      if (failing) logger.info({ chore: name }, 'works again');
      failing = false;
    } catch (error) {
      if (!failing) logger.warn({ err: error, chore: name }, 'failed; will be tried again');
      failing = true;
    }
  };
  return async () => {
    if (running) return;
    running = true;
    await attempt();
    running = false;
  };
}

/** Runs chores by the clock, without keeping the process alive. Returns what stops it. */
export function startTicker({ tickMs, clock, logger, chores }: TickerOptions): () => void {
  const due = chores.map((chore) => ({
    ...chore,
    run: createRunner(chore, logger),
    at: clock.now() + chore.everyMs,
  }));
  const timer = setInterval(() => {
    const now = clock.now();
    for (const chore of due) {
      if (chore.at > now) continue;
      chore.at = now + chore.everyMs;
      void chore.run();
    }
  }, tickMs);
  timer.unref();
  return () => {
    clearInterval(timer);
  };
}
