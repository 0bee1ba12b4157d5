import type { NewBulk } from '@sluice/ports';
import { CHUNK_SIZE, ItemState, ZERO_COUNTS, type BulkChunk, type BulkHeader } from '@sluice/schemas';
import type { PreparedItem } from './prepare-items';

type Arrival = Pick<BulkHeader, 'bulkUuid' | 'acceptedAt'>;

function buildChunk(
  { bulkUuid, acceptedAt }: Arrival,
  index: number,
  items: readonly PreparedItem[],
): BulkChunk {
  const states = new Uint8Array(items.length);
  const errors: BulkChunk['errors'][number][] = [];
  const done = items.filter((item) => item.done !== undefined).length;
  items.forEach(({ receipt, done: result }, position) => {
    const accepted = result === undefined ? ItemState.open : ItemState.succeeded;
    states[position] = receipt.status === 'accepted' ? accepted : ItemState.rejected;
    if (receipt.status === 'rejected') {
      errors.push({ position, class: 'final', code: receipt.code, message: receipt.message });
    }
  });
  const open = items.length - errors.length - done;
  return {
    bulkUuid,
    index,
    revision: 1,
    implicit: false,
    states,
    keys: items.map((item) => item.key),
    results: done === 0 ? [] : items.map((item) => item.done?.result ?? null),
    errors,
    attempts: [],
    rowsFailed: [],
    parts: [],
    counts: { ...ZERO_COUNTS, open, succeeded: done, rejected: errors.length },
    failedRetriable: 0,
    pending: open,
    finishedAt: open === 0 ? acceptedAt : null,
  };
}

/** How many chunks a bulk of that many items has. */
export const chunksFor = (size: number): number => Math.max(1, Math.ceil(size / CHUNK_SIZE));

/** The bulk as it is stored before anything is published: every accepted item open, in chunks of CHUNK_SIZE. */
export function buildBulk(header: BulkHeader, items: readonly PreparedItem[]): NewBulk {
  const chunks = Array.from({ length: header.chunkCount }, (_, index) =>
    buildChunk(header, index, items.slice(index * CHUNK_SIZE, (index + 1) * CHUNK_SIZE)),
  );
  return { header, chunks };
}
