import type { Database } from '@sluice/sqlite-driver';
import { ID_SPAN } from './record-id';

/** What of a partition may go. */
export interface TrimRequest {
  readonly partition: number;
  /** Only blocks stored before this instant. */
  readonly storedBefore: number;
  /** Only blocks whose messages all lie below this offset: what every group has committed. */
  readonly behind: number;
}

/** A step stays short, because it holds the writer's lock. */
const BLOCKS_A_STEP = 100;

interface BlockFacts {
  readonly id: number;
  readonly at: number;
  readonly count: number;
}

/**
 * Prepares the deletion of a partition's oldest blocks. The newest block always stays: it is what the end offset is
 * read from, so offsets go on counting.
 */
export function createTrim(database: Database): (request: TrimRequest) => number {
  const oldest = database.prepare<BlockFacts>(
    `SELECT id, at, count FROM records WHERE id >= ?1 AND id <
       (SELECT max(id) FROM records WHERE id >= ?1 AND id < ?2)
     ORDER BY id LIMIT ${String(BLOCKS_A_STEP)}`,
  );
  const remove = database.prepare('DELETE FROM records WHERE id >= ? AND id <= ?');
  return ({ partition, storedBefore, behind }) => {
    const start = partition * ID_SPAN;
    const blocks = oldest.all([start, start + ID_SPAN]);
    const kept = blocks.findIndex(({ id, at, count }) => at >= storedBefore || id - start + count > behind);
    const last = blocks[(kept === -1 ? blocks.length : kept) - 1];
    return last === undefined ? 0 : remove.run([start, last.id]).changes;
  };
}
