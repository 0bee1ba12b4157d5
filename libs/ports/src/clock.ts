/** What takes a delay back before its time: an AbortSignal, or something as small as that. */
export interface DelaySignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void, options?: { readonly once: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** Time as a port: deadlines, backoff and leases are facts, and a test must be able to move them. */
export interface Clock {
  /** Milliseconds since 1970, UTC. */
  now(): number;
  /** Resolves after that many milliseconds, or at once when the signal aborts; never rejects. */
  delay(ms: number, signal?: DelaySignal): Promise<void>;
}

const delay = (ms: number, signal?: DelaySignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal?.aborted === true) {
      resolve();
      return;
    }
    const finish = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', finish);
      resolve();
    };
    const timer = setTimeout(finish, ms);
    signal?.addEventListener('abort', finish, { once: true });
  });

/** The machine's clock. */
export const systemClock: Clock = { now: () => Date.now(), delay };
