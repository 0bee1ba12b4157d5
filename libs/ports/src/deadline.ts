import type { Clock, DelaySignal } from './clock';
import { PortError } from './errors';

/** How long a caller is willing to wait, and by which clock. */
export interface Deadline {
  readonly clock: Clock;
  readonly requestTimeoutMs: number;
}

const LATE = Symbol('late');

/** Takes one delay back. An AbortController would cost every request more than all the rest of a deadline (measured). */
function createStop(): { readonly signal: DelaySignal; readonly stop: () => void } {
  let listener: (() => void) | null = null;
  const signal = {
    aborted: false,
    addEventListener: (_type: 'abort', added: () => void): void => {
      listener = added;
    },
    removeEventListener: (): void => {
      listener = null;
    },
  };
  const stop = (): void => {
    signal.aborted = true;
    listener?.();
  };
  return { signal, stop };
}

/** The work's own result, or a PortError `deadline` when the time is over first; the work itself is not stopped. */
export async function withinDeadline<T>({ clock, requestTimeoutMs }: Deadline, work: Promise<T>): Promise<T> {
  const { signal, stop } = createStop();
  const late = clock.delay(requestTimeoutMs, signal).then((): typeof LATE => LATE);
  try {
    const first = await Promise.race([work, late]);
    if (first === LATE) throw new PortError('deadline', `no answer within ${String(requestTimeoutMs)} ms`);
    return first;
  } finally {
    stop();
  }
}
