import type { Clock } from '@sluice/ports';

interface Waiting<Item> {
  readonly item: Item;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** How items are brought together. */
export interface CoalesceOptions<Item> {
  readonly flush: (items: readonly Item[]) => Promise<void>;
  /** The most items of one flush. */
  readonly maxItems: number;
  readonly clock: Pick<Clock, 'delay'>;
  /**
   * How long items wait for another to come, while there are fewer than the last time; twice that at most in all.
   * Default 0.
   */
  readonly companyMs?: number;
}

/** How often the wait is renewed while others keep coming. */
const ROUNDS = 2;

/** Lets the first of a batch wait, and ends the wait when there is nothing left to wait for. */
function createPatience(clock: Pick<Clock, 'delay'>, companyMs: number, present: () => number) {
  let expected = 1;
  let enough = new AbortController();
  const missing = (): boolean => present() < expected;
  return {
    /** Resolves when as many are there as the last time, when nobody came for a while, or when it was long enough. */
    wait: async (): Promise<void> => {
      if (companyMs <= 0) return;
      enough = new AbortController();
      for (let [round, before] = [0, 0]; round < ROUNDS && missing() && present() > before; round += 1) {
        before = present();
        await clock.delay(companyMs, enough.signal);
      }
    },
    came: (): void => {
      // A reason of our own: without one an error with its stack is made.
      if (!missing()) enough.abort('enough');
    },
    expect: (count: number): void => {
      expected = count;
    },
  };
}

/**
 * Makes many small writes cost like a few large ones (decision 7): items that come while a flush is under way wait
 * for the next one, which takes them all together, in order. An idle flush starts at the end of the current turn of
 * the event loop. Who was alone last time does not wait for company; after a flush of several, those who were just
 * answered are about to come again, and a few milliseconds for them save a commit for each of them. A failed flush
 * fails every item that was in it.
 */
export function coalesce<Item>(options: CoalesceOptions<Item>): (item: Item) => Promise<void> {
  const { flush, maxItems, clock, companyMs = 0 } = options;
  const waiting: Waiting<Item>[] = [];
  const patience = createPatience(clock, companyMs, () => waiting.length);
  let running = false;

  const run = async (): Promise<void> => {
    while (waiting.length > 0) {
      await patience.wait();
      const batch = waiting.splice(0, maxItems);
      try {
        await flush(batch.map((entry) => entry.item));
        for (const entry of batch) entry.resolve();
      } catch (error) {
        for (const entry of batch) entry.reject(error);
      }
      // Who came meanwhile belongs to the company too, or it would stay in the parts it once fell into.
      patience.expect(Math.min(maxItems, batch.length + waiting.length));
    }
    running = false;
  };

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      patience.came();
      if (running) return;
      running = true;
      setImmediate(() => void run());
    });
}
