import type { Coordinator } from './coordinator';

/** Takes server-made ids of a sequence. */
export interface IdPool {
  /** As many ids as wanted; at most one call to the store. */
  take(count: number): Promise<number[]>;
}

/** Ids fetched at a time: a batch of a thousand new entities costs one call, a single one mostly none. */
const RANGE = 1000;

/**
 * Server-made integer ids come from ranges taken from the store, never from a process's memory alone (mechanics 4).
 * What is left of a range when the process ends is a gap. Ids start above `base`, where built-in ones end.
 */
export function createIdPool(coordinator: Coordinator, sequence: string, base = 0): IdPool {
  let next = 0;
  let end = 0;
  let turn = Promise.resolve();

  const fill = async (count: number): Promise<number[]> => {
    const ids: number[] = [];
    while (ids.length < count && next < end) ids.push(next++);
    const missing = count - ids.length;
    if (missing === 0) return ids;
    const size = Math.max(RANGE, missing);
    const first = base + (await coordinator.takeIds(sequence, size));
    next = first + missing;
    end = first + size;
    return [...ids, ...Array.from({ length: missing }, (_, index) => first + index)];
  };

  return {
    // One after the other: two partitions that fill at once would each throw the other's range away.
    take: (count) => {
      const taken = turn.then(() => fill(count));
      turn = taken.then(
        () => undefined,
        () => undefined,
      );
      return taken;
    },
  };
}
