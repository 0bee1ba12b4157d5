import type { Clock } from './clock';
import { PortError } from './errors';

/** How long a caller is willing to wait, and by which clock. */
export interface Deadline {
  readonly clock: Clock;
  readonly requestTimeoutMs: number;
}

const LATE = Symbol('late');

/** The work's own result, or a PortError `deadline` when the time is over first; the work itself is not stopped. */
export async function withinDeadline<T>({ clock, requestTimeoutMs }: Deadline, work: Promise<T>): Promise<T> {
  const timer = new AbortController();
  const late = clock.delay(requestTimeoutMs, timer.signal).then((): typeof LATE => LATE);
  try {
    const first = await Promise.race([work, late]);
    if (first === LATE) throw new PortError('deadline', `no answer within ${String(requestTimeoutMs)} ms`);
    return first;
  } finally {
    // A reason of our own: without one every call makes an error with a stack that nobody looks at.
    timer.abort('over');
  }
}
