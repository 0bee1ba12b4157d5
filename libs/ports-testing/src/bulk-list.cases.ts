import { randomUUID } from 'node:crypto';
import type { BulkQuery, BulkStore, NewBulk } from '@sluice/ports';
import { CHUNK_SIZE, ItemState, type BulkHeader, type BulkSummary } from '@sluice/schemas';
import { bulkChunk, bulkHeader, chunkWrite, findBulk, newBulk, readChunk, withStates } from './bulk-samples';
import type { Opened } from './store-harness';

/** A dialect nobody else uses, so that a case sees its own bulks alone. */
const newDialect = (): string => `dialect-${randomUUID()}`;

const uuidsOf = (summaries: readonly BulkSummary[]): string[] =>
  summaries.map(({ header }) => header.bulkUuid);

/** Oldest first; ties by uuid. */
const ordered = (headers: readonly BulkHeader[]): string[] =>
  [...headers]
    .sort((a, b) => a.acceptedAt - b.acceptedAt || (a.bulkUuid < b.bulkUuid ? -1 : 1))
    .map(({ bulkUuid }) => bulkUuid);

const lastOf = (page: readonly BulkSummary[]): Pick<BulkQuery, 'after'> => {
  const header = page.at(-1)?.header;
  return header === undefined ? {} : { after: { acceptedAt: header.acceptedAt, bulkUuid: header.bulkUuid } };
};

/** All pages of a list, read with the cursor. */
const pages = async (store: BulkStore, query: BulkQuery): Promise<string[]> => {
  const found: string[] = [];
  let page = await store.list(query);
  while (page.length > 0) {
    expect(page.length).toBeLessThanOrEqual(query.limit);
    found.push(...uuidsOf(page));
    page = await store.list({ ...query, ...lastOf(page) });
  }
  return found;
};

const finish = async (store: BulkStore, { header, chunks }: NewBulk): Promise<void> => {
  const done = chunks.map((chunk) =>
    withStates(chunk, new Uint8Array(chunk.states.length).fill(ItemState.succeeded)),
  );
  expect(await store.writeChunks(done.map((chunk) => chunkWrite(chunk, header)))).toEqual([]);
};

/** 25 bulks of one dialect, five and five accepted in the same millisecond. */
const insertTies = async (store: BulkStore, dialect: string): Promise<BulkHeader[]> => {
  const bulks = Array.from({ length: 25 }, (_, place) =>
    newBulk({
      dialect,
      acceptedAt: 1_000 + Math.floor(place / 5),
      entity: place % 2 === 0 ? 'product' : 'price',
    }),
  );
  await store.insert(bulks);
  return bulks.map(({ header }) => header);
};

const orderCases = (opened: Opened): void => {
  it.each(['newest', 'oldest'] as const)('lists the %s first, page by page, through ties', async (order) => {
    const { bulks } = opened().stores;
    const dialect = newDialect();
    const expected = ordered(await insertTies(bulks, dialect));
    if (order === 'newest') expected.reverse();
    expect(uuidsOf(await bulks.list({ dialect, order, limit: 100 }))).toEqual(expected);
    expect(await pages(bulks, { dialect, order, limit: 3 })).toEqual(expected);
    expect(await pages(bulks, { dialect, order, limit: 3, unfinishedAt: 0 })).toEqual(expected);
  });

  it('filters by dialect, entity and time of acceptance', async () => {
    const { bulks } = opened().stores;
    const dialect = newDialect();
    const headers = await insertTies(bulks, dialect);
    const query = { dialect, order: 'oldest', limit: 100 } as const;
    const prices = ordered(headers.filter(({ entity }) => entity === 'price'));
    expect(uuidsOf(await bulks.list({ ...query, entity: 'price' }))).toEqual(prices);
    expect(await bulks.list({ ...query, entity: 'order' })).toEqual([]);
    const early = ordered(headers.filter(({ acceptedAt }) => acceptedAt < 1_002));
    expect(uuidsOf(await bulks.list({ ...query, acceptedBefore: 1_002 }))).toEqual(early);
    expect(await pages(bulks, { ...query, acceptedBefore: 1_002, unfinishedAt: 0, limit: 2 })).toEqual(early);
  });

  it('filters by owner, whatever an owner is called', async () => {
    const { bulks } = opened().stores;
    const dialect = newDialect();
    const owners = [null, 'ann', 'ann', '{"$ne":null}', '__proto__'];
    const stored = owners.map((owner, place) => newBulk({ dialect, owner, acceptedAt: 1_000 + place }));
    await bulks.insert(stored);
    for (const owner of ['ann', '{"$ne":null}', '__proto__', 'null', '']) {
      const own = ordered(stored.map(({ header }) => header).filter((header) => header.owner === owner));
      const query = { dialect, owner, order: 'oldest', limit: 1 } as const;
      expect(await pages(bulks, query)).toEqual(own);
      expect(await pages(bulks, { ...query, unfinishedAt: 0 })).toEqual(own);
    }
  });

  it('lists without any filter, each bulk with what find says of it', async () => {
    const { bulks } = opened().stores;
    const future = Date.UTC(2100, 0, 1);
    const stored = [1, 2].map((day) => newBulk({ size: 1500, acceptedAt: future + day }));
    await bulks.insert(stored);
    const expected = [...stored].reverse().map(({ header }) => findBulk(bulks, header.bulkUuid));
    expect(await bulks.list({ order: 'newest', limit: 2 })).toEqual(await Promise.all(expected));
  });
};

const unfinishedCases = (opened: Opened): void => {
  it('lists what is unfinished, bulks of many chunks once', async () => {
    const { bulks } = opened().stores;
    const dialect = newDialect();
    const stored = [1, 4500, 1, 2500, 1, 0].map((size, place) =>
      newBulk({ size, dialect, acceptedAt: 1_000 + place }),
    );
    await bulks.insert(stored);
    const query = { dialect, order: 'oldest', limit: 2, unfinishedAt: 0 } as const;
    const open = stored.filter(({ header }) => header.size > 0);
    expect(await pages(bulks, query)).toEqual(uuidsOf(open.map(({ header }) => ({ header, tallies: [] }))));
    for (const bulk of [stored[0], stored[3]]) if (bulk !== undefined) await finish(bulks, bulk);
    const left = [stored[1], stored[2], stored[4]].map((bulk) => bulk?.header.bulkUuid);
    expect(await pages(bulks, query)).toEqual(left);
    expect(await pages(bulks, { ...query, order: 'newest' })).toEqual([...left].reverse());
    expect(await pages(bulks, { ...query, entity: 'price' })).toEqual([]);
  });

  it('lists an implicit bulk while it is not quiet, even if nothing of it is open', async () => {
    const { bulks } = opened().stores;
    const dialect = newDialect();
    const regular = [1_000, 3_000].map((acceptedAt) => newBulk({ dialect, acceptedAt }));
    await bulks.insert(regular);
    const header = bulkHeader({ implicit: true, dialect, quietAt: 5_000, acceptedAt: 2_000 });
    const chunk = bulkChunk(header.bulkUuid, 0, { size: CHUNK_SIZE, pending: 0 });
    await bulks.writeChunks([chunkWrite(chunk, header, header)]);
    const [first, last] = regular.map((bulk) => bulk.header.bulkUuid);
    const query = { dialect, order: 'oldest', limit: 1 } as const;
    expect(await pages(bulks, { ...query, unfinishedAt: 4_999 })).toEqual([first, header.bulkUuid, last]);
    expect(await pages(bulks, { ...query, unfinishedAt: 5_000 })).toEqual([first, last]);
    await bulks.writeChunks([chunkWrite({ ...chunk, revision: 2 }, header, { ...header, quietAt: 9_000 })]);
    expect(await pages(bulks, { ...query, unfinishedAt: 5_000 })).toEqual([first, header.bulkUuid, last]);
    const open = { ...chunk, revision: 3, pending: 5 };
    await bulks.writeChunks([chunkWrite(open, header)]);
    expect(await pages(bulks, { ...query, unfinishedAt: 99_000 })).toEqual([first, header.bulkUuid, last]);
  });

  it('lists no bulk whose header is not stored', async () => {
    const { bulks } = opened().stores;
    const dialect = newDialect();
    const header = bulkHeader({ implicit: true, dialect, acceptedAt: 1 });
    await bulks.writeChunks([chunkWrite(bulkChunk(header.bulkUuid, 1, { size: CHUNK_SIZE }), header)]);
    const later = newBulk({ dialect, acceptedAt: 2 });
    await bulks.insert([later]);
    const query = { dialect, order: 'oldest', limit: 1 } as const;
    expect(await pages(bulks, query)).toEqual([later.header.bulkUuid]);
    expect(await pages(bulks, { ...query, unfinishedAt: 0 })).toEqual([later.header.bulkUuid]);
  });
};

/** Which bulks are listed, and in which order. */
export function bulkListCases(opened: Opened): void {
  orderCases(opened);
  unfinishedCases(opened);

  it('keeps a folded chunk where its bulk was put, whatever the fold says of the bulk', async () => {
    const { bulks } = opened().stores;
    const dialect = newDialect();
    const { header, chunks } = newBulk({ dialect });
    await bulks.insert([{ header, chunks }]);
    const chunk = await readChunk(bulks, { bulkUuid: header.bulkUuid, index: 0 });
    const folded = { ...chunk, revision: chunk.revision + 1 };
    const stranger = { acceptedAt: 1, dialect: 'foreign', entity: 'other', description: '', owner: 'eve' };
    expect(await bulks.writeChunks([chunkWrite(folded, stranger)])).toEqual([]);
    const found = await bulks.list({
      order: 'newest',
      limit: 5,
      dialect,
      entity: 'product',
      unfinishedAt: 0,
    });
    expect(uuidsOf(found)).toEqual([header.bulkUuid]);
  });
}
