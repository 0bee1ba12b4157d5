import type { Coordinator } from './coordinator';

/** Takes server-made ids of a sequence. */
export interface IdPool {
  /** As many ids as wanted; at most one call to the store. */
  take(count: number): Promise<number[]>;
  /** One that is at hand, or null: then `take` asks the store. */
  takeReady(): number | null;
  /** Sees to it that many are at hand; at most one call to the store. */
  reserve(count: number): Promise<void>;
}

/** Ids fetched at a time: a batch of a thousand new entities costs one call, a single one mostly none. */
const RANGE = 1000;

interface Range {
  next: number;
  readonly end: number;
}

/**
 * Server-made integer ids come from ranges taken from the store, never from a process's memory alone (mechanics 4).
 * What is left of a range when the process ends is a gap. Ids start above `base`, where built-in ones end.
 */
export function createIdPool(coordinator: Coordinator, sequence: string, base = 0): IdPool {
  const ranges: Range[] = [];
  let turn = Promise.resolve();

  const takeReady = (): number | null => {
    const [range] = ranges;
    if (range === undefined) return null;
    const id = range.next;
    range.next += 1;
    if (range.next === range.end) ranges.shift();
    return id;
  };
  const atHand = (): number => ranges.reduce((sum, { next, end }) => sum + end - next, 0);

  /** `own` ids for the caller; what else comes with them is at hand. */
  const fetch = async (own: number, wanted: number): Promise<number[]> => {
    const size = Math.max(RANGE, wanted);
    const first = base + (await coordinator.takeIds(sequence, size));
    if (size > own) ranges.push({ next: first + own, end: first + size });
    return Array.from({ length: own }, (_, index) => first + index);
  };
  const fill = async (count: number): Promise<number[]> => {
    const ready = Math.min(count, atHand());
    const ids = Array.from({ length: ready }, takeReady).filter((id) => id !== null);
    const missing = count - ids.length;
    return missing === 0 ? ids : [...ids, ...(await fetch(missing, missing))];
  };

  /** One after the other: two partitions that fetch at once would take a range each. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = turn.then(work);
    turn = done.then(
      () => undefined,
      () => undefined,
    );
    return done;
  };

  return {
    take: (count) => inTurn(() => fill(count)),
    takeReady,
    reserve: (count) =>
      inTurn(async () => {
        const missing = count - atHand();
        if (missing > 0) await fetch(0, missing);
      }),
  };
}
