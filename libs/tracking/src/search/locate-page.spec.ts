import fc from 'fast-check';
import { header, memoryBulks, openChunk } from '../memory-bulks.fixture';
import { locatePage } from './locate-page';

const uuid = (n: number): string => `0b0e7d3c-0000-4000-8000-${String(n).padStart(12, '0')}`;

const filter = { statuses: [4] } as const;

async function storeOf(times: readonly number[], sizeOf: (place: number) => number) {
  const bulks = memoryBulks();
  const sizes = times.map((_, place) => sizeOf(place));
  await bulks.insert(
    times.map((acceptedAt, place) => ({
      header: header({ bulkUuid: uuid(place), acceptedAt, size: sizes[place] ?? 0 }),
      chunks: [{ ...openChunk(sizes[place] ?? 0), bulkUuid: uuid(place) }],
    })),
  );
  const operations = times
    .map((acceptedAt, place) => ({ acceptedAt, bulkUuid: uuid(place), size: sizes[place] ?? 0 }))
    .sort((a, b) => a.acceptedAt - b.acceptedAt || (a.bulkUuid < b.bulkUuid ? -1 : 1))
    .flatMap(({ bulkUuid, size }) => Array.from({ length: size }, () => bulkUuid));
  return { bulks, operations };
}

const pageOf = async (
  { bulks }: Awaited<ReturnType<typeof storeOf>>,
  page: Parameters<typeof locatePage>[2],
): Promise<string[]> => {
  const { tallies, skip } = await locatePage(bulks, filter, page);
  const covered = tallies.flatMap(({ bulkUuid, statuses }) =>
    Array.from({ length: statuses[4] }, () => bulkUuid),
  );
  return covered.slice(skip, skip + page.limit);
};

describe('the chunks of a page', () => {
  it('are found in any distribution over time, from either end', async () => {
    const clusters = fc.array(
      fc.record({ at: fc.nat(1_000_000), spread: fc.constantFrom(0, 1, 5, 1_000), length: fc.nat(1_500) }),
      { minLength: 1, maxLength: 4 },
    );
    await fc.assert(
      fc.asyncProperty(
        clusters,
        fc.array(fc.nat(4_000), { minLength: 1, maxLength: 3 }),
        fc.constantFrom('oldest', 'newest'),
        async (groups, offsets, order) => {
          const times = groups.flatMap(({ at, spread, length }) =>
            Array.from({ length }, (_, n) => at + n * spread),
          );
          const store = await storeOf(times, (place) => place % 3);
          const all = order === 'oldest' ? store.operations : store.operations.toReversed();
          for (const offset of offsets) {
            const page = await pageOf(store, { order, offset, limit: 7 });
            expect(page).toEqual(all.slice(offset, offset + 7));
          }
        },
      ),
      { numRuns: 15 },
    );
  }, 60_000);

  it('of a cluster long ago are found in few steps', async () => {
    const times = [...Array.from({ length: 4_000 }, (_, n) => n), 1e12];
    const store = await storeOf(times, () => 1);
    const asked = { count: 0 };
    const bulks = {
      ...store.bulks,
      searchTallies: (query: Parameters<typeof store.bulks.searchTallies>[0]) => {
        asked.count += 1;
        return store.bulks.searchTallies(query);
      },
    };
    const page = await pageOf({ ...store, bulks }, { order: 'oldest', offset: 1_990, limit: 5 });
    expect(page).toEqual(store.operations.slice(1_990, 1_995));
    expect(asked.count).toBeLessThan(25);
  });
});
