import { ItemState, ZERO_COUNTS, type BulkChunk } from '@sluice/schemas';
import { createBulkQueries } from './bulk-queries';
import { foldChunk } from './fold-chunk';
import { header, memoryBulks, openChunk, outcome, UUID } from './memory-bulks.fixture';

const clock = { now: () => 50_000, delay: () => Promise.resolve() };
const noRejects = { save: () => Promise.resolve(), read: () => Promise.resolve(new Map<number, never>()) };

const failAt = (chunk: BulkChunk, ids: readonly number[]): BulkChunk =>
  foldChunk(
    chunk,
    ids.map((id) => outcome(id, 'failed', { code: 'not_found', message: 'gone' })),
    2_000,
  ) ?? chunk;

async function threeChunks() {
  const bulks = memoryBulks();
  const chunks = [openChunk(1_000), openChunk(1_000, 1), failAt(openChunk(500, 2), [2_001, 2_499])];
  await bulks.insert([{ header: header({ size: 2_500, chunkCount: 3 }), chunks }]);
  return createBulkQueries({ bulks, rejects: noRejects, clock });
}

describe('the operations of a bulk', () => {
  it('come in pages, across chunks, each once', async () => {
    const queries = await threeChunks();
    const ids: number[] = [];
    let from: number | null = 0;
    while (from !== null) {
      const page = await queries.operations(UUID, { from, limit: 700 });
      ids.push(...page.items.map((item) => item.id));
      from = page.next;
    }
    expect(ids).toEqual(Array.from({ length: 2_500 }, (_, id) => id));
  });

  it('can be filtered by state, with a cursor that goes on behind the page', async () => {
    const queries = await threeChunks();
    const first = await queries.operations(UUID, { limit: 1, state: 'failed' });
    expect(first).toMatchObject({
      items: [{ id: 2_001, state: 'failed', error: { code: 'not_found' } }],
      next: 2_499,
    });
    const second = await queries.operations(UUID, { from: 2_499, limit: 1, state: 'failed' });
    expect(second).toMatchObject({ items: [{ id: 2_499, key: 'key-2499', attempt: 1 }], next: null });
  });

  it('of an unknown bulk are none', async () => {
    const queries = await threeChunks();
    expect(await queries.operations('not-a-uuid', { limit: 5 })).toEqual({ items: [], next: null });
  });
});

describe('the status of a bulk', () => {
  it('is finished at once when nothing was accepted', async () => {
    const bulks = memoryBulks();
    const rejected = {
      ...openChunk(1),
      states: Uint8Array.of(ItemState.rejected),
      counts: { ...ZERO_COUNTS, rejected: 1 },
    };
    await bulks.insert([
      { header: header({ size: 1 }), chunks: [{ ...rejected, pending: 0, finishedAt: 1_000 }] },
    ]);
    const status = await createBulkQueries({ bulks, rejects: noRejects, clock }).status(UUID.toUpperCase());
    expect(status).toMatchObject({
      state: 'finished',
      finishedAt: 1_000,
      counts: { accepted: 0, rejected: 1 },
    });
  });

  it('is unknown for what is no uuid, without asking the store', async () => {
    const bulks = { ...memoryBulks(), find: () => Promise.reject(new Error('asked')) };
    const queries = createBulkQueries({ bulks, rejects: noRejects, clock });
    expect(await queries.status('{"$gt":""}')).toBeNull();
  });
});

describe('the messages of failed operations', () => {
  it('come part by part; one that cannot be read is null', async () => {
    const firstPosition = { epoch: 1, partition: 0, offset: 0 };
    const reject = (part: number, message: string) => ({
      bulkUuid: UUID,
      operationId: 3,
      attempt: 1,
      part,
      message,
      firstPosition,
    });
    const read = () => Promise.resolve(new Map([[3, [reject(0, '{"a":1}'), reject(4, '?')]]]));
    const queries = createBulkQueries({ bulks: memoryBulks(), rejects: { ...noRejects, read }, clock });
    expect(await queries.failedMessages(UUID, [3])).toEqual(new Map([[3, [{ a: 1 }, null]]]));
  });
});

describe('the list of bulks', () => {
  it('can be of one owner', async () => {
    const bulks = memoryBulks();
    const uuids = [UUID, UUID.replace('1', '2')];
    for (const [place, bulkUuid] of uuids.entries()) {
      const facts = header({ bulkUuid, owner: `owner-${String(place)}` });
      await bulks.insert([{ header: facts, chunks: [{ ...openChunk(1), bulkUuid }] }]);
    }
    const queries = createBulkQueries({ bulks, rejects: noRejects, clock });
    const own = await queries.list({ owner: 'owner-0', limit: 5 });
    expect(own.map((status) => status.header.bulkUuid)).toEqual([UUID]);
  });

  it('finds the finished ones among many that are not', async () => {
    const bulks = memoryBulks();
    const uuid = (n: number): string => `0b0e7d3c-0000-4000-8000-${String(n).padStart(12, '0')}`;
    for (let n = 0; n < 450; n += 1) {
      const chunk = { ...openChunk(1), bulkUuid: uuid(n) };
      const closed = n % 150 === 0 ? (foldChunk(chunk, [outcome(0, 'succeeded')], 1) ?? chunk) : chunk;
      await bulks.insert([{ header: header({ bulkUuid: uuid(n), acceptedAt: n }), chunks: [closed] }]);
    }
    const queries = createBulkQueries({ bulks, rejects: noRejects, clock });
    const finished = await queries.list({ state: 'finished', limit: 10 });
    expect(finished.map((status) => status.header.acceptedAt)).toEqual([300, 150, 0]);
    expect(await queries.list({ state: 'accepted', limit: 5 })).toHaveLength(5);
    const behind = await queries.list({ limit: 2, after: { acceptedAt: 10, bulkUuid: uuid(10) } });
    expect(behind.map((status) => status.header.acceptedAt)).toEqual([9, 8]);
  });
});
