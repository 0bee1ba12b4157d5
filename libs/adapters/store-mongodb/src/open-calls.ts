import { PortError, type Clock } from '@sluice/ports';

/**
 * How long a call may go on after the server it was sent to has gone. Longer than the driver looks for a server: by
 * then each of its steps has been answered or has failed.
 */
const GRACE_MS = 5_000;

/** The calls that are under way. */
export interface OpenCalls {
  /** Settles as the work does, or with `unavailable` where the work outlives the server it was for. */
  run<T>(work: Promise<T>): Promise<T>;
  /**
   * The server has gone: ends the calls that are under way now and still are a while later. Resolves with their
   * number, at once where `closing` aborts.
   */
  serverLost(closing: AbortSignal): Promise<number>;
}

interface OpenCall {
  readonly reject: (error: PortError) => void;
}

/**
 * Knows what is under way. A large command waits until its socket has drained; where the socket is closed while it does,
 * the driver goes on waiting for ever, its timeouts notwithstanding (7.8: seen as a closed connection with a listener for
 * `drain`), and with it whoever waits for his turn. Its place in the pool is lost until the process ends.
 */
export function createOpenCalls(clock: Pick<Clock, 'delay'>): OpenCalls {
  const open = new Set<OpenCall>();
  return {
    run: async (work) => {
      const calls: OpenCall[] = [];
      const lost = new Promise<never>((_resolve, reject) => calls.push({ reject }));
      for (const call of calls) open.add(call);
      try {
        return await Promise.race([work, lost]);
      } finally {
        for (const call of calls) open.delete(call);
      }
    },
    serverLost: async (closing) => {
      const before = [...open];
      await clock.delay(GRACE_MS, closing);
      if (closing.aborted) return 0;
      const left = before.filter((call) => open.delete(call));
      for (const { reject } of left) {
        reject(new PortError('unavailable', 'MongoDB went away and left the call without an answer'));
      }
      return left.length;
    },
  };
}
