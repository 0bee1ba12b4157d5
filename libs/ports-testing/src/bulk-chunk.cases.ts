import { randomUUID } from 'node:crypto';
import { CHUNK_SIZE, ItemState, type BulkChunk, type BulkSummary } from '@sluice/schemas';
import { AWKWARD_NAMES } from './awkward-values';
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

/** A chunk with everything a chunk may hold. */
const fullChunk = (bulkUuid: string): BulkChunk => {
  const size = AWKWARD_NAMES.length;
  const states = Uint8Array.from({ length: size }, (_, position) => position % (ItemState.settled + 1));
  const chunk = bulkChunk(bulkUuid, 0, {
    size,
    revision: 0,
    implicit: true,
    keys: AWKWARD_NAMES.map((name, position) => (position === 3 ? 'lone \ud800' : name)),
    results: AWKWARD_NAMES.map((name, position) =>
      position % 2 === 0 ? JSON.stringify({ id: name }) : null,
    ),
    errors: [
      { position: 4, class: 'retriable', code: 'not_found', message: 'x'.repeat(1000) },
      { position: 5, class: 'final', code: '$where', message: 'No such "entity" \u0000 \udc00 😀' },
    ],
    attempts: [
      [4, 2],
      [5, 1000],
    ],
    rowsFailed: [
      [2, 3],
      [3, 40],
    ],
    parts: [
      {
        position: 1,
        attempt: 2,
        count: 3,
        seen: 'Bg==',
        states: ['succeeded'],
        error: { part: 2, class: 'final', code: '$where', message: 'lone \ud800' },
        rowsFailed: 4,
        result: '{"id":1}',
        rows: [[1, ['"a"', '{"$gt":""}']]],
        cutAt: null,
      },
    ],
  });
  return { ...withStates(chunk, states), pending: 17, finishedAt: 4_000_000_000_000 };
};

/** What is stored of a bulk, and read back. */
export function bulkChunkCases(opened: Opened): void {
  it('knows no bulk that was not stored', async () => {
    const { bulks } = opened().stores;
    expect(await bulks.find(randomUUID())).toBeNull();
    expect(await bulks.readChunks([{ bulkUuid: randomUUID(), index: 0 }])).toEqual([null]);
    expect(await bulks.readChunks([])).toEqual([]);
    await bulks.insert([]);
    expect(await bulks.writeChunks([])).toEqual([]);
  });

  it('stores bulks of no, one and several chunks in one call', async () => {
    const { stores, others } = opened();
    const stored = [0, 1, CHUNK_SIZE, CHUNK_SIZE + 1, 2500].map((size) => newBulk({ size }));
    await stores.bulks.insert(stored);
    for (const { header, chunks } of stored) {
      const summary = await findBulk(others.bulks, header.bulkUuid);
      expect(summary.header).toEqual(header);
      expect(summary.tallies).toHaveLength(header.chunkCount);
      expect(summary.tallies.map(({ index }) => index)).toEqual(chunks.map(({ index }) => index));
      expect(sumCounts(summary).open).toBe(header.size);
      expect(await others.bulks.readChunks(chunks)).toEqual(chunks);
    }
  });

  it('refuses a uuid that is stored already and leaves that bulk as it is', async () => {
    const { bulks } = opened().stores;
    const first = newBulk({ description: 'first' });
    await bulks.insert([first]);
    const again = newBulk({ bulkUuid: first.header.bulkUuid, description: 'again' });
    await expect(bulks.insert([again])).rejects.toMatchObject({ code: 'refused' });
    expect((await findBulk(bulks, first.header.bulkUuid)).header.description).toBe('first');
  });

  it('gives a chunk back as it was written', async () => {
    const { stores, others } = opened();
    const header = bulkHeader({ implicit: true, quietAt: 5, description: 'lone \ud800, "quotes"' });
    const chunk = fullChunk(header.bulkUuid);
    expect(await stores.bulks.writeChunks([chunkWrite(chunk, header, header)])).toEqual([]);
    expect(await readChunk(others.bulks, chunk)).toEqual(chunk);
    expect(chunk.failedRetriable).toBeGreaterThan(0);
    expect(await findBulk(others.bulks, header.bulkUuid)).toEqual({
      header,
      tallies: [
        {
          index: 0,
          counts: chunk.counts,
          failedRetriable: chunk.failedRetriable,
          pending: 17,
          rowsFailed: 43,
          finishedAt: 4_000_000_000_000,
        },
      ],
    });
    const next = { ...chunk, revision: 2, keys: [...chunk.keys.slice(1), 'new'], results: [], errors: [] };
    expect(await others.bulks.writeChunks([chunkWrite(next, header)])).toEqual([]);
    expect(await readChunk(stores.bulks, chunk)).toEqual(next);
  });

  it('reads chunks of several bulks in the order of the refs', async () => {
    const { bulks } = opened().stores;
    const [one, two] = [newBulk({ size: 2500 }), newBulk({ size: 1 })];
    await bulks.insert([one, two]);
    const refs = [
      { bulkUuid: one.header.bulkUuid, index: 2 },
      { bulkUuid: two.header.bulkUuid, index: 1 },
      { bulkUuid: two.header.bulkUuid, index: 0 },
      { bulkUuid: one.header.bulkUuid, index: 0 },
      { bulkUuid: one.header.bulkUuid, index: 2 },
    ];
    const [a, b] = [one.chunks, two.chunks];
    expect(await bulks.readChunks(refs)).toEqual([a[2], null, b[0], a[0], a[2]]);
  });

  it('shows a bulk only when it is whole', async () => {
    const { stores, others } = opened();
    const bulk = newBulk({ size: OPERATIONS });
    const seen: (BulkSummary | null)[] = [];
    const look = async (): Promise<void> => {
      seen.push(await others.bulks.find(bulk.header.bulkUuid));
    };
    await repeatDuring(stores.bulks.insert([bulk]), look);
    await look();
    for (const summary of seen) {
      if (summary !== null) expect(total(sumCounts(summary))).toBe(OPERATIONS);
    }
    expect(seen.at(-1)).not.toBeNull();
  });

  it('knows an implicit bulk once its header is stored, however its chunks came', async () => {
    const { bulks } = opened().stores;
    const header = bulkHeader({ implicit: true, size: 0, quietAt: 1 });
    const { bulkUuid } = header;
    const second = bulkChunk(bulkUuid, 1, { size: CHUNK_SIZE });
    expect(await bulks.writeChunks([chunkWrite(second, header)])).toEqual([]);
    expect(await bulks.find(bulkUuid)).toBeNull();
    const first = bulkChunk(bulkUuid, 0, { size: CHUNK_SIZE });
    expect(await bulks.writeChunks([chunkWrite(first, header, header)])).toEqual([]);
    const { tallies } = await findBulk(bulks, bulkUuid);
    expect(tallies.map(({ index }) => index)).toEqual([0, 1]);
  });

  it('finds a bulk of a hundred chunks in well under 100 ms', async () => {
    const { bulks } = opened().stores;
    const bulk = newBulk({ size: 100 * CHUNK_SIZE });
    await bulks.insert([bulk]);
    await findBulk(bulks, bulk.header.bulkUuid);
    const times = [];
    for (let run = 0; run < 5; run++) {
      const from = performance.now();
      const summary = await findBulk(bulks, bulk.header.bulkUuid);
      times.push(performance.now() - from);
      expect(summary.tallies).toHaveLength(100);
      expect(sumCounts(summary).open).toBe(100 * CHUNK_SIZE);
    }
    expect(Math.min(...times)).toBeLessThan(100);
  });
}
