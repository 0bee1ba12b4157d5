import { randomUUID } from 'node:crypto';
import type { BulkStore, NewBulk, SearchTally, TallyQuery } from '@sluice/ports';
import {
  CHUNK_SIZE,
  ItemState,
  OPERATION_STATUSES,
  statusCounts,
  type OperationStatus,
} from '@sluice/schemas';
import { chunkWrite, newBulk, withStates } from './bulk-samples';
import type { Opened } from './store-harness';

const STATES: Readonly<Record<OperationStatus, ItemState>> = {
  1: ItemState.succeeded,
  2: ItemState.failedRetriable,
  3: ItemState.failedFinal,
  4: ItemState.open,
  5: ItemState.rejected,
};

/** An owner nobody else uses, so that a case sees its own bulks alone. */
const newOwner = (): string => `owner-${randomUUID()}`;

/** A bulk whose operations have these statuses, over and over. */
const bulkOf = (statuses: readonly OperationStatus[], facts: Parameters<typeof newBulk>[0]): NewBulk => {
  const { header, chunks } = newBulk(facts);
  const folded = chunks.map((chunk) => {
    const states = chunk.states.map((_, position) => STATES[statuses[position % statuses.length] ?? 4]);
    return { ...withStates(chunk, states), revision: chunk.revision };
  });
  return { header, chunks: folded };
};

const TOPICS = ['async.a.post', 'async.a.put', 'async.b.post', '$where', 'it"s; DROP TABLE chunks'];

/** 30 bulks of one owner: of one, of several and of many operations, three and three in the same millisecond. */
const insertBulks = async (store: BulkStore, owner: string): Promise<NewBulk[]> => {
  const mixes: readonly (readonly OperationStatus[])[] = [[1], [3], [1, 2], [4], [5, 1, 1], [1, 2, 3, 4, 5]];
  const bulks = Array.from({ length: 30 }, (_, place) =>
    bulkOf(mixes[place % mixes.length] ?? [1], {
      owner,
      size: [1, 1, 7, 2_100, 0][place % 5] ?? 1,
      acceptedAt: 5_000 + Math.floor(place / 3),
      description: TOPICS[place % 7] ?? 'async.a.post',
    }),
  );
  await store.insert(bulks);
  return bulks;
};

const talliesOf = (bulks: readonly NewBulk[]): SearchTally[] =>
  bulks
    .flatMap(({ header, chunks }) =>
      chunks.map((chunk) => ({
        acceptedAt: header.acceptedAt,
        bulkUuid: header.bulkUuid,
        index: chunk.index,
        description: header.description,
        statuses: statusCounts(chunk),
      })),
    )
    .sort(
      (a, b) =>
        a.acceptedAt - b.acceptedAt ||
        (a.bulkUuid === b.bulkUuid ? a.index - b.index : a.bulkUuid < b.bulkUuid ? -1 : 1),
    );

const wanted = (tally: SearchTally, statuses: readonly OperationStatus[]): number =>
  statuses.reduce((sum, status) => sum + tally.statuses[status], 0);

type Filters = Omit<TallyQuery, 'order' | 'limit' | 'withTotal' | 'after'>;

/** Reads all pages and compares them, and the total, with what the test itself finds. */
const expectFound = async (
  store: BulkStore,
  filters: Filters,
  expected: readonly SearchTally[],
): Promise<void> => {
  const holding = expected.filter((tally) => wanted(tally, filters.statuses) > 0);
  const total = holding.reduce((sum, tally) => sum + wanted(tally, filters.statuses), 0);
  expect(await store.searchTallies({ ...filters, order: 'oldest', withTotal: true, limit: 0 })).toEqual({
    total,
    tallies: [],
  });
  for (const order of ['oldest', 'newest'] as const) {
    const found: SearchTally[] = [];
    let page = await store.searchTallies({ ...filters, order, withTotal: false, limit: 4 });
    while (page.tallies.length > 0) {
      expect(page.total).toBe(0);
      found.push(...page.tallies);
      const after = page.tallies.at(-1);
      if (after === undefined || page.tallies.length < 4) break;
      page = await store.searchTallies({ ...filters, order, withTotal: false, limit: 4, after });
    }
    expect(found).toEqual(order === 'oldest' ? holding : [...holding].reverse());
  }
};

/** A million operations, ten thousand of them failed, in a hundred bulks. */
const insertMillion = async (store: BulkStore, owner: string): Promise<void> => {
  const states = Uint8Array.from({ length: CHUNK_SIZE }, (_, place) => STATES[place % 100 === 0 ? 3 : 1]);
  for (let bulk = 0; bulk < 100; bulk += 1) {
    const { header, chunks } = newBulk({ owner, size: 10 * CHUNK_SIZE, acceptedAt: 9_000 + bulk });
    const done = chunks.map((chunk) => ({ ...withStates(chunk, states), revision: 1, keys: [] }));
    await store.insert([{ header, chunks: done }]);
  }
};

/** What a search of operations reads: counts per chunk, in order of acceptance. */
export function bulkSearchCases(opened: Opened): void {
  it('counts and lists chunks by status, page by page, through ties', async () => {
    const { stores, others } = opened();
    const owner = newOwner();
    const all = talliesOf(await insertBulks(stores.bulks, owner));
    const choices: (readonly OperationStatus[])[] = [[1], [2], [3], [4], [5], [2, 3, 5], OPERATION_STATUSES];
    for (const statuses of choices) await expectFound(others.bulks, { owner, statuses }, all);
  });

  it('filters by time, bulk, description and owner', async () => {
    const { bulks } = opened().stores;
    const owner = newOwner();
    const all = talliesOf(await insertBulks(bulks, owner));
    const statuses = OPERATION_STATUSES;
    const within = all.filter(({ acceptedAt }) => acceptedAt >= 5_002 && acceptedAt <= 5_004);
    await expectFound(bulks, { owner, statuses, acceptedFrom: 5_002, acceptedTo: 5_004 }, within);
    for (const description of TOPICS) {
      const of = all.filter((tally) => tally.description === description);
      const acceptsDescription = (one: string): boolean => one === description;
      await expectFound(bulks, { owner, statuses, acceptsDescription }, of);
      await expectFound(bulks, { owner, statuses: [1], acceptsDescription }, of);
    }
    await expectFound(bulks, { owner, statuses, acceptsDescription: () => true }, all);
    await expectFound(bulks, { owner, statuses, acceptsDescription: () => false }, []);
    const some = all.filter((_, place) => place % 4 === 0).map(({ bulkUuid }) => bulkUuid);
    const bulkUuids = [...some, randomUUID(), '.*', '{"$gt":""}', "' OR 1=1 --"];
    const ofThese = all.filter(({ bulkUuid }) => some.includes(bulkUuid));
    await expectFound(bulks, { bulkUuids, statuses }, ofThese);
    await expectFound(bulks, { owner, bulkUuids, statuses: [3] }, ofThese);
    await expectFound(bulks, { owner: newOwner(), bulkUuids, statuses }, []);
    await expectFound(bulks, { owner: `{"$ne":"${randomUUID()}"}`, statuses }, []);
  });

  it('follows every fold', async () => {
    const { stores, others } = opened();
    const owner = newOwner();
    const bulk = newBulk({ owner, size: 1_200 });
    await stores.bulks.insert([bulk]);
    await expectFound(others.bulks, { owner, statuses: [4] }, talliesOf([bulk]));
    const chunks = bulk.chunks.map((chunk) =>
      withStates(
        chunk,
        chunk.states.map((_, place) => (place % 3 === 0 ? ItemState.settled : ItemState.unchanged)),
      ),
    );
    expect(await stores.bulks.writeChunks(chunks.map((chunk) => chunkWrite(chunk, bulk.header)))).toEqual([]);
    const folded = talliesOf([{ header: bulk.header, chunks }]);
    for (const status of OPERATION_STATUSES) {
      await expectFound(others.bulks, { owner, statuses: [status] }, folded);
    }
    expect(folded.map((tally) => wanted(tally, [2]))).toEqual([334, 67]);
  });

  it('counts a million operations and finds chunks of a status in well under 200 ms', async () => {
    const { stores, others } = opened();
    const owner = newOwner();
    await insertMillion(stores.bulks, owner);
    const query = { owner, statuses: [3], order: 'newest', withTotal: true, limit: 1_000 } as const;
    const times = [];
    for (let run = 0; run < 5; run += 1) {
      const from = performance.now();
      const { total, tallies } = await others.bulks.searchTallies(query);
      times.push(performance.now() - from);
      expect([total, tallies.length]).toEqual([10_000, 1_000]);
    }
    expect(Math.min(...times)).toBeLessThan(200);
  }, 60_000);
}
