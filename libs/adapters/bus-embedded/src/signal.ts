/** A bell: whoever waits goes on at the next ring; a ring that nobody waited for is remembered once. */
export interface Signal {
  ring(): void;
  wait(): Promise<void>;
}

export function createSignal(): Signal {
  let rung = false;
  let waiting: (() => void) | null = null;
  return {
    ring: () => {
      rung = waiting === null;
      waiting?.();
      waiting = null;
    },
    wait: () =>
      new Promise((resolve) => {
        if (rung) resolve();
        else waiting = resolve;
        rung = false;
      }),
  };
}
