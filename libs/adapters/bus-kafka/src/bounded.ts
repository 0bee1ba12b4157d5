import { PortError, type Clock } from '@sluice/ports';

/** How long something may take, and what it is called in the error. */
export interface Bound {
  readonly clock: Clock;
  readonly ms: number;
  readonly doing: string;
}

/** The result of `work`, or `unavailable` when it takes longer; the work itself goes on, unheard. */
export async function within<T>({ clock, ms, doing }: Bound, work: Promise<T>): Promise<T> {
  const timer = new AbortController();
  const late = clock.delay(ms, timer.signal).then(() => {
    if (timer.signal.aborted) return work;
    throw new PortError('unavailable', `${doing}: no answer within ${String(ms)} ms`);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    timer.abort();
    // Loses the race and may still reject: nobody listens to it any more.
    work.catch(() => undefined);
    late.catch(() => undefined);
  }
}

/** Waits for `work` to end, well or badly, but no longer than that; true if it ended. */
export async function settledWithin(clock: Clock, ms: number, work: Promise<unknown>): Promise<boolean> {
  const timer = new AbortController();
  const ended = work.then(
    () => true,
    () => true,
  );
  const result = await Promise.race([ended, clock.delay(ms, timer.signal).then(() => false)]);
  timer.abort();
  return result;
}
