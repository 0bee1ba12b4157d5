import type { BulkStore, ChunkRef, ChunkWrite, NewBulk } from '@sluice/ports';
import { CHUNK_SIZE, ItemState, type BulkChunk, type BulkHeader } from '@sluice/schemas';
import {
  bulkChunk,
  bulkHeader,
  chunkWrite,
  findBulk,
  newBulk,
  readChunk,
  repeatDuring,
  sumCounts,
  total,
  withStates,
} from './bulk-samples';
import type { Opened } from './store-harness';

const OPERATIONS = 10_000;
/** Operations one fold touches, spread over several chunks. */
const FOLDED_AT_ONCE = 250;

interface Fold {
  readonly store: BulkStore;
  readonly header: BulkHeader;
  readonly operations: readonly number[];
  readonly state: ItemState;
}

const refsOf = ({ header, operations }: Fold): ChunkRef[] => {
  const indexes = new Set(operations.map((operation) => Math.floor(operation / CHUNK_SIZE)));
  return [...indexes].map((index) => ({ bulkUuid: header.bulkUuid, index }));
};

const foldInto = (chunk: BulkChunk, { operations, state }: Fold): BulkChunk => {
  const states = Uint8Array.from(chunk.states);
  for (const operation of operations) {
    const position = operation - chunk.index * CHUNK_SIZE;
    if (position >= 0 && position < CHUNK_SIZE) states[position] = state;
  }
  return withStates(chunk, states);
};

const writesOf = async (fold: Fold, refs: readonly ChunkRef[]): Promise<ChunkWrite[]> => {
  const chunks = await fold.store.readChunks(refs);
  return chunks.flatMap((chunk) => (chunk === null ? [] : [chunkWrite(foldInto(chunk, fold), fold.header)]));
};

/** Reads, folds and writes until nothing conflicts; returns the chunk writes that took place and the conflicts. */
const foldUntilStored = async (fold: Fold): Promise<{ stored: number; conflicts: number }> => {
  let refs = refsOf(fold);
  let [stored, conflicts] = [0, 0];
  while (refs.length > 0) {
    const conflicting = await fold.store.writeChunks(await writesOf(fold, refs));
    stored += refs.length - conflicting.length;
    conflicts += conflicting.length;
    refs = conflicting;
  }
  return { stored, conflicts };
};

/** Every second operation, in batches that each touch several chunks. */
const batchesFrom = (first: 0 | 1): number[][] => {
  const batches = Array.from({ length: OPERATIONS / 2 / FOLDED_AT_ONCE }, (): number[] => []);
  for (let operation = first; operation < OPERATIONS; operation += 2) {
    batches[(operation * 7919) % batches.length]?.push(operation);
  }
  return batches;
};

const foldAll = async (store: BulkStore, header: BulkHeader, state: ItemState) => {
  const batches = batchesFrom(state === ItemState.succeeded ? 0 : 1);
  let [stored, conflicts] = [0, 0];
  for (const operations of batches) {
    const result = await foldUntilStored({ store, header, operations, state });
    stored += result.stored;
    conflicts += result.conflicts;
  }
  return { stored, conflicts };
};

/** Looks at the bulk while others work on it: nothing may ever be lost or counted twice. */
const watchDuring = (store: BulkStore, { header }: NewBulk, work: Promise<unknown>): Promise<number> =>
  repeatDuring(work, async () => {
    expect(total(sumCounts(await findBulk(store, header.bulkUuid)))).toBe(header.size);
  });

/** Chunks are changed by several writers at once, each change conditional on the revision that was read. */
export function bulkFoldCases(opened: Opened): void {
  it('names the chunks at another revision, and writes their neighbours', async () => {
    const { stores, others } = opened();
    const { header, chunks } = newBulk({ size: 3 * CHUNK_SIZE });
    await stores.bulks.insert([{ header, chunks }]);
    const folded = chunks.map((chunk) =>
      withStates(chunk, new Uint8Array(CHUNK_SIZE).fill(ItemState.succeeded)),
    );
    const theirs = folded.slice(1, 2).map((chunk) => ({ ...chunk, keys: ['theirs'] }));
    expect(await others.bulks.writeChunks(theirs.map((chunk) => chunkWrite(chunk, header)))).toEqual([]);
    const missing = { ...bulkChunk(header.bulkUuid, 9, { size: 1 }), revision: 2 };
    const conflicts = await stores.bulks.writeChunks(
      [...folded, missing].map((chunk) => chunkWrite(chunk, header)),
    );
    const { bulkUuid } = header;
    expect(conflicts).toEqual([
      { bulkUuid, index: 1 },
      { bulkUuid, index: 9 },
    ]);
    expect((await readChunk(stores.bulks, { bulkUuid, index: 1 })).keys).toEqual(['theirs']);
    expect((await readChunk(stores.bulks, { bulkUuid, index: 2 })).revision).toBe(2);
    expect(await stores.bulks.readChunks([{ bulkUuid, index: 9 }])).toEqual([null]);
  });

  it('lets one of two writers open a chunk', async () => {
    const { stores, others } = opened();
    const header = bulkHeader({ implicit: true });
    const write = (key: string): ChunkWrite[] => [
      chunkWrite(bulkChunk(header.bulkUuid, 0, { size: 1, keys: [key] }), header, header),
    ];
    const [ours, theirs] = await Promise.all([
      stores.bulks.writeChunks(write('ours')),
      others.bulks.writeChunks(write('theirs')),
    ]);
    expect(ours.length + theirs.length).toBe(1);
    const { keys } = await readChunk(stores.bulks, { bulkUuid: header.bulkUuid, index: 0 });
    expect(keys).toEqual([ours.length === 0 ? 'ours' : 'theirs']);
  });

  it('loses and doubles nothing while two writers fold 10,000 operations', async () => {
    const { stores, others } = opened();
    const bulk = newBulk({ size: OPERATIONS });
    const { header } = bulk;
    await stores.bulks.insert([bulk]);
    const work = Promise.all([
      foldAll(stores.bulks, header, ItemState.succeeded),
      foldAll(others.bulks, header, ItemState.failedFinal),
    ]);
    expect(await watchDuring(others.bulks, bulk, work)).toBeGreaterThan(0);
    const [ours, theirs] = await work;
    const counts = sumCounts(await findBulk(stores.bulks, header.bulkUuid));
    expect(counts).toEqual({
      open: 0,
      succeeded: 5000,
      unchanged: 0,
      failed: 5000,
      canceled: 0,
      rejected: 0,
    });
    const stored = await stores.bulks.readChunks(bulk.chunks);
    const changes = stored.reduce((sum, chunk) => sum + (chunk?.revision ?? 0) - 1, 0);
    const [told, conflicts] = [ours.stored + theirs.stored, ours.conflicts + theirs.conflicts];
    expect(conflicts).toBeGreaterThan(0);
    // A write that was stored and overwritten before its writer looked may count as a conflict, never the reverse.
    expect(changes).toBeGreaterThanOrEqual(told);
    expect(changes).toBeLessThanOrEqual(told + conflicts);
    expect(stored.map((chunk) => chunk?.keys)).toEqual(bulk.chunks.map(({ keys }) => keys));
  });

  it('notes that bulks are published without standing in the way of a fold', async () => {
    const { stores, others } = opened();
    const [bulk, other] = [newBulk({ size: 1500 }), newBulk()];
    await stores.bulks.insert([bulk, other]);
    const { bulkUuid } = bulk.header;
    const chunk = await readChunk(stores.bulks, { bulkUuid, index: 0 });
    await others.bulks.markPublished([bulkUuid, other.header.bulkUuid, bulkHeader().bulkUuid], 77);
    const folded = withStates(chunk, new Uint8Array(CHUNK_SIZE).fill(ItemState.succeeded));
    expect(await stores.bulks.writeChunks([chunkWrite(folded, bulk.header)])).toEqual([]);
    const summary = await findBulk(others.bulks, bulkUuid);
    expect(summary.header).toEqual({ ...bulk.header, publishedAt: 77 });
    expect(sumCounts(summary)).toMatchObject({ succeeded: CHUNK_SIZE, open: 500 });
    expect((await findBulk(others.bulks, other.header.bulkUuid)).header.publishedAt).toBe(77);
    await stores.bulks.markPublished([], 78);
  });

  it('keeps that an implicit bulk is published when its header is written again', async () => {
    const { bulks } = opened().stores;
    const header = bulkHeader({ implicit: true, quietAt: 100 });
    const chunk = bulkChunk(header.bulkUuid, 0, { size: CHUNK_SIZE });
    await bulks.writeChunks([chunkWrite(chunk, header, header)]);
    await bulks.markPublished([header.bulkUuid], 50);
    const later = { ...header, quietAt: 200, size: 9 };
    expect(await bulks.writeChunks([chunkWrite({ ...chunk, revision: 2 }, header, later)])).toEqual([]);
    expect((await findBulk(bulks, header.bulkUuid)).header).toEqual({ ...later, publishedAt: 50 });
  });
}
