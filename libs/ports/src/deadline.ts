import type { Clock } from './clock';
import { PortError } from './errors';

/** How long a caller is willing to wait, and by which clock. */
export interface Deadline {
  readonly clock: Clock;
  readonly requestTimeoutMs: number;
}

/** The work's own result, or a PortError `deadline` when the time is over first; the work itself is not stopped. */
export async function withinDeadline<T>({ clock, requestTimeoutMs }: Deadline, work: Promise<T>): Promise<T> {
  const timer = new AbortController();
  const late = clock.delay(requestTimeoutMs, timer.signal).then(() => {
    throw new PortError('deadline', `no answer within ${String(requestTimeoutMs)} ms`);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    // The aborted delay resolves into the throw above, with nobody left to care.
    late.catch(() => undefined);
    timer.abort();
  }
}
