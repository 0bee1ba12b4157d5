import type { DeliveredMessage } from '@sluice/ports';
import type { Database } from '@sluice/sqlite-driver';
import { unpackRecords } from './record-codec';
import { ID_SPAN } from './record-id';

/** Reading blocks the thread, so no more than about this is read at a time. */
const READ_BYTES = 4 * 1024 * 1024;
/** Few enough that blocks of one large message each stay near the budget. */
const BLOCKS_A_QUERY = 8;

interface BlockRow {
  readonly id: number;
  readonly count: number;
  readonly block: Buffer;
}

/** What to read of one partition. */
export interface ReadRequest {
  readonly partition: number;
  readonly from: number;
  readonly maxMessages: number;
}

/** Prepares the reading of a partition from an offset on. */
export function createRead(database: Database): (request: ReadRequest) => DeliveredMessage[] {
  const blocks = database.prepare<BlockRow>(
    `SELECT id, count, block FROM records WHERE id < ?2 AND id >=
       coalesce((SELECT max(id) FROM records WHERE id <= ?1 AND id >= ?3), ?1)
     ORDER BY id LIMIT ${String(BLOCKS_A_QUERY)}`,
  );
  return ({ partition, from, maxMessages }) => {
    const start = partition * ID_SPAN;
    const messages: DeliveredMessage[] = [];
    let [next, bytes, more] = [from, 0, true];
    while (more && messages.length < maxMessages && bytes < READ_BYTES) {
      const rows = blocks.all([start + next, start + ID_SPAN, start]);
      for (const { id, count, block } of rows) {
        bytes += block.length;
        const offset = id - start;
        for (const message of unpackRecords(block, offset))
          if (message.offset >= next) messages.push(message);
        next = Math.max(next, offset + count);
      }
      more = rows.length === BLOCKS_A_QUERY;
    }
    return messages;
  };
}
