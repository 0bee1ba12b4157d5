import type { IdPool } from '@sluice/ports';
import { innerOf } from './inner-of';

/** The ids of parts, by operation: an operation that is folded again gets the same ones. */
export function createPartIds(pool: IdPool, onTake: () => void) {
  const given = new Map<number, number[]>();
  const short = new Map<number, number>();
  /** One that is at hand, for an operation that has had none in vain. */
  const takeReady = (operation: number): number | null => {
    const id = short.has(operation) ? null : pool.takeReady();
    if (id === null) return null;
    innerOf(given, operation, (): number[] => []).push(id);
    return id;
  };
  return {
    cursor: (operation: number, onMiss: () => void) => {
      let used = 0;
      return (): number => {
        onTake();
        const id = given.get(operation)?.[used] ?? takeReady(operation);
        used += 1;
        if (id !== null) return id;
        short.set(operation, used);
        onMiss();
        return 0;
      };
    },
    fetch: async (): Promise<boolean> => {
      const wanted = [...short].map(([operation, total]) => {
        const have = innerOf(given, operation, (): number[] => []);
        return { have, missing: total - have.length };
      });
      short.clear();
      if (wanted.length === 0) return false;
      const ids = await pool.take(wanted.reduce((sum, { missing }) => sum + missing, 0));
      for (const { have, missing } of wanted) have.push(...ids.splice(0, missing));
      return true;
    },
  };
}
