import { randomUUID } from 'node:crypto';
import type { BulkStore, ChunkRef, ChunkWrite, NewBulk } from '@sluice/ports';
import {
  CHUNK_SIZE,
  ItemState,
  ZERO_COUNTS,
  type BulkChunk,
  type BulkHeader,
  type BulkSummary,
  type ItemCounts,
} from '@sluice/schemas';

const ACCEPTED_AT = Date.UTC(2026, 5, 1);

/** A header of a bulk of one operation, unless said otherwise. */
export const bulkHeader = (rest: Partial<BulkHeader> = {}): BulkHeader => {
  const size = rest.size ?? 1;
  return {
    bulkUuid: randomUUID(),
    dialect: 'magento',
    entity: 'product',
    description: 'async.magento.catalog.api.productrepositoryinterface.save.post',
    topic: 'sluice.operations.products',
    epoch: 1,
    userType: 1,
    userId: 0,
    owner: null,
    acceptedAt: ACCEPTED_AT,
    size,
    chunkCount: Math.max(1, Math.ceil(size / CHUNK_SIZE)),
    publishUntil: ACCEPTED_AT + 30_000,
    publishedAt: null,
    implicit: false,
    quietAt: null,
    ...rest,
  };
};

const COUNTED: Readonly<Record<ItemState, keyof ItemCounts | null>> = {
  [ItemState.absent]: null,
  [ItemState.open]: 'open',
  [ItemState.succeeded]: 'succeeded',
  [ItemState.unchanged]: 'unchanged',
  [ItemState.failedRetriable]: 'failed',
  [ItemState.failedFinal]: 'failed',
  [ItemState.canceled]: 'canceled',
  [ItemState.rejected]: 'rejected',
  [ItemState.settled]: 'failed',
};

const isRetriable = (state: number): boolean =>
  state === ItemState.failedRetriable || state === ItemState.settled;

const countStates = (states: Uint8Array): ItemCounts => {
  const counts = { ...ZERO_COUNTS };
  for (const state of states) {
    const counted = COUNTED[state as ItemState];
    if (counted !== null) counts[counted] += 1;
  }
  return counts;
};

/** The chunk with these states, counted anew, at the next revision. */
export function withStates(chunk: BulkChunk, states: Uint8Array, now = ACCEPTED_AT): BulkChunk {
  const counts = countStates(states);
  const finishedAt = counts.open === 0 ? now : null;
  const failedRetriable = states.filter(isRetriable).length;
  const revision = chunk.revision + 1;
  return { ...chunk, revision, states, counts, failedRetriable, pending: counts.open, finishedAt };
}

/** A chunk at revision 1, all of its operations open, unless said otherwise. */
export function bulkChunk(
  bulkUuid: string,
  index: number,
  rest: Partial<BulkChunk> & { size: number },
): BulkChunk {
  const { size, ...fields } = rest;
  const empty: BulkChunk = {
    bulkUuid,
    index,
    revision: 0,
    implicit: false,
    states: new Uint8Array(0),
    keys: Array.from({ length: size }, (_, position) => `sku-${index * CHUNK_SIZE + position}`),
    results: [],
    errors: [],
    attempts: [],
    rowsFailed: [],
    parts: [],
    failedRetriable: 0,
    counts: ZERO_COUNTS,
    pending: 0,
    finishedAt: null,
  };
  return { ...withStates(empty, new Uint8Array(size).fill(ItemState.open)), ...fields };
}

/** A bulk as intake stores it: every operation open. */
export function newBulk(rest: Partial<BulkHeader> = {}): NewBulk {
  const header = bulkHeader(rest);
  const chunks = Array.from({ length: header.chunkCount }, (_, index) => {
    const size = Math.max(0, Math.min(CHUNK_SIZE, header.size - index * CHUNK_SIZE));
    return bulkChunk(header.bulkUuid, index, { size });
  });
  return { header, chunks };
}

/** The write that stores a chunk in place of the one before it. */
export const chunkWrite = (chunk: BulkChunk, bulk: ChunkWrite['bulk'], header?: BulkHeader): ChunkWrite => {
  const write = { chunk, expectedRevision: chunk.revision - 1, bulk };
  return header === undefined ? write : { ...write, header };
};

/** The one chunk under a ref. */
export async function readChunk(store: BulkStore, ref: ChunkRef): Promise<BulkChunk> {
  const [chunk] = await store.readChunks([ref]);
  if (chunk === undefined || chunk === null) throw new Error(`no chunk ${ref.index} of ${ref.bulkUuid}`);
  return chunk;
}

/** The summary of a bulk that must be there. */
export async function findBulk(store: BulkStore, bulkUuid: string): Promise<BulkSummary> {
  const summary = await store.find(bulkUuid);
  if (summary === null) throw new Error(`no bulk ${bulkUuid}`);
  return summary;
}

/** The counts of a bulk: the sum over its chunks. */
export function sumCounts({ tallies }: BulkSummary): ItemCounts {
  const sum = { ...ZERO_COUNTS };
  for (const { counts } of tallies) {
    for (const state of Object.keys(sum) as (keyof ItemCounts)[]) sum[state] += counts[state];
  }
  return sum;
}

/** How many operations are in any state at all. */
export const total = (counts: ItemCounts): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

/** Does something again and again until the work is done, and returns how often; rejects with either. */
export async function repeatDuring(work: Promise<unknown>, look: () => Promise<void>): Promise<number> {
  const progress = { working: true, looks: 0 };
  const done = work.finally(() => {
    progress.working = false;
  });
  // Whichever rejects first, the other must not be left unhandled.
  const watch = async (): Promise<void> => {
    while (progress.working) {
      await look();
      progress.looks += 1;
      await new Promise(setImmediate);
    }
  };
  await Promise.all([done, watch()]);
  return progress.looks;
}
