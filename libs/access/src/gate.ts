import { PortError } from '@sluice/ports';

/** How much goes through at once, and how much may wait. */
export interface GateOptions {
  readonly running: number;
  readonly waiting: number;
}

/** Runs work with bounded concurrency, in order of arrival. */
export type Gate = <Result>(work: () => Promise<Result>) => Promise<Result>;

/** A gate for dear work. Rejects with `unavailable`, without doing the work, where too many wait already. */
export function createGate({ running, waiting }: GateOptions): Gate {
  const queue: (() => void)[] = [];
  let free = running;
  const enter = (): Promise<void> => {
    if (free > 0) {
      free -= 1;
      return Promise.resolve();
    }
    if (queue.length >= waiting) {
      return Promise.reject(new PortError('unavailable', 'too many logins are waiting already'));
    }
    return new Promise((resolve) => queue.push(resolve));
  };
  const leave = (): void => {
    const next = queue.shift();
    if (next === undefined) free += 1;
    else next();
  };
  return async (work) => {
    await enter();
    try {
      return await work();
    } finally {
      leave();
    }
  };
}
