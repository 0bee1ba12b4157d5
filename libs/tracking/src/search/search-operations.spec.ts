import { CONDITION_TYPES, compareValues, matchesFilter, type SearchFilter } from '@sluice/schemas';
import fc from 'fast-check';
import { OPERATION_FIELDS, type OperationSearch } from './operation-search';
import { searchOperations } from './search-operations';
import { START, storeOf, uuid, type Fate, type Sample } from './search-samples.fixture';
import { startTime } from './start-time';

const search = (more: Partial<OperationSearch> = {}): OperationSearch => ({
  filterGroups: [],
  sortOrders: [],
  offset: 0,
  limit: 20,
  ...more,
});

const where = (field: string, conditionType: SearchFilter['conditionType'], value: string): SearchFilter => ({
  field,
  conditionType,
  value,
});

/** The slow and obvious search. */
function expected(
  rows: readonly Record<string, unknown>[],
  { filterGroups, sortOrders, offset, limit, owner }: OperationSearch,
) {
  const found = rows
    .filter((row) => owner === undefined || row.owner === owner)
    .filter((row) =>
      filterGroups.every(
        (group) =>
          group.length === 0 ||
          group.some((filter) =>
            matchesFilter(filter, Object.hasOwn(row, filter.field) ? row[filter.field] : null),
          ),
      ),
    );
  const sorted = [...found].sort((left, right) => {
    for (const { field, direction } of sortOrders) {
      const compared = compareValues(left[field], right[field]) * (direction === 'DESC' ? -1 : 1);
      if (compared !== 0) return compared;
    }
    return 0;
  });
  return {
    total: found.length,
    page: sorted.slice(offset, offset + limit).map((row) => `${String(row.bulk_uuid)}/${String(row.id)}`),
  };
}

async function found(deps: Parameters<typeof searchOperations>[0], wanted: OperationSearch) {
  const { items, totalCount } = await searchOperations(deps, wanted);
  return {
    total: totalCount,
    page: items.map(({ header: { bulkUuid }, operation }) => `${bulkUuid}/${String(operation.id)}`),
  };
}

const SOME: readonly Sample[] = [
  { size: 1, fates: ['succeeded'], second: 0, owner: 'ann' },
  { size: 2_300, fates: ['succeeded', 'failed', 'open'], second: 3, owner: 'bob' },
  { size: 5, fates: ['retriable', 'canceled'], second: 3, owner: null },
  { size: 1, fates: ['failed'], second: 9, owner: 'ann' },
  { size: 0, fates: ['open'], second: 9, owner: 'ann' },
  { size: 40, fates: ['unchanged'], second: 1, owner: 'ann' },
];

describe('a search over operations', () => {
  it.each<[string, Partial<OperationSearch>]>([
    ['everything', {}],
    ['a status', { filterGroups: [[where('status', 'eq', '3')]], offset: 30 }],
    ['statuses of an owner', { filterGroups: [[where('status', 'in', '1,2')]], owner: 'ann' }],
    [
      'a time and a status',
      { filterGroups: [[where('start_time', 'from', '2026-01-31 16:07:54')], [where('status', 'neq', '4')]] },
    ],
    [
      'a span of time',
      {
        filterGroups: [
          [where('start_time', 'gt', '2026-01-31 16:07:53')],
          [where('start_time', 'lteq', '2026-01-31 16:07:54')],
        ],
      },
    ],
    [
      'a day',
      {
        filterGroups: [
          [where('start_time', 'gteq', '2026-01-31')],
          [where('start_time', 'lt', '2026-02-01')],
        ],
      },
    ],
    ['no day', { filterGroups: [[where('start_time', 'to', '2026-01-31')]] }],
    ['a topic', { filterGroups: [[where('topic_name', 'like', '%.PUT')]] }],
    [
      'a bulk',
      {
        filterGroups: [[where('bulk_uuid', 'eq', uuid(7))]],
        sortOrders: [{ field: 'id', direction: 'DESC' }],
      },
    ],
    ['no bulk', { filterGroups: [[where('bulk_uuid', 'eq', '{"$gt":""}')]] }],
    [
      'this or that',
      { filterGroups: [[where('status', 'eq', '2'), where('topic_name', 'eq', 'async.a.post')]] },
    ],
    [
      'a message',
      {
        filterGroups: [[where('result_message', 'like', 'gone%')], [where('result_message', 'nlike', '%1')]],
        offset: 10,
      },
    ],
    ['a result', { filterGroups: [[where('result_serialized_data', 'notnull', '')]] }],
    ['data', { filterGroups: [[where('serialized_data', 'like', '%"sku":1__}%')]] }],
    ['an unknown field', { filterGroups: [[where('__proto__', 'notnull', '')]] }],
    ['nothing at all', { filterGroups: [[where('status', 'eq', '9')]] }],
  ])('finds %s', async (_, more) => {
    const { deps, rows } = await storeOf(SOME);
    const wanted = search(more);
    expect(await found(deps, wanted)).toEqual(expected(rows, wanted));
  });

  it('finds what a plain search over all of them would, in any order of theirs', async () => {
    const field = fc.constantFrom(...OPERATION_FIELDS);
    const value = fc.constantFrom(
      '1',
      '3',
      '2,4',
      uuid(7),
      uuid(14),
      'async.%',
      'sluice.x',
      startTime(START),
      startTime(START + 1_000),
      'gone 1',
      '%',
      '{"id":3}',
      '5',
    );
    const filter = fc.record({ field, value, conditionType: fc.constantFrom(...CONDITION_TYPES) });
    const sample = fc.record({
      size: fc.constantFrom(0, 1, 2, 30, 1_005),
      fates: fc.array(fc.constantFrom<Fate>('succeeded', 'failed', 'retriable', 'open', 'canceled'), {
        minLength: 1,
        maxLength: 3,
      }),
      second: fc.nat(4),
      owner: fc.constantFrom(null, 'ann'),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(sample, { minLength: 1, maxLength: 8 }),
        fc.record({
          filterGroups: fc.array(fc.array(filter, { maxLength: 2 }), { maxLength: 2 }),
          sortOrders: fc.array(
            fc.record({ field, direction: fc.constantFrom<'ASC' | 'DESC'>('ASC', 'DESC') }),
            { maxLength: 2 },
          ),
          offset: fc.constantFrom(0, 3, 500),
          limit: fc.constantFrom(1, 10),
        }),
        async (samples, wanted) => {
          const { deps, rows } = await storeOf(samples);
          const { total, page } = await found(deps, wanted);
          const whole = expected(rows, { ...wanted, offset: 0, limit: 1e9 });
          expect(total).toBe(whole.total);
          expect(page).toHaveLength(Math.max(0, Math.min(wanted.limit, total - wanted.offset)));
          const rowOf = new Map(rows.map((row) => [`${String(row.bulk_uuid)}/${String(row.id)}`, row]));
          const valuesOf = (keys: readonly string[]) =>
            keys.map((key) => wanted.sortOrders.map((one) => rowOf.get(key)?.[one.field]));
          const same = expected(rows, wanted).page;
          expect(valuesOf(page)).toEqual(valuesOf(same));
          expect(whole.page).toEqual(expect.arrayContaining(page));
          expect(new Set(page).size).toBe(page.length);
        },
      ),
      { numRuns: 60 },
    );
  }, 60_000);

  it('gives all of them once, page by page, in both directions', async () => {
    const { deps, rows } = await storeOf(SOME);
    for (const direction of ['ASC', 'DESC'] as const) {
      const keys: string[] = [];
      for (let offset = 0; offset < rows.length; offset += 190) {
        const sortOrders = [{ field: 'start_time', direction }];
        keys.push(...(await found(deps, search({ sortOrders, offset, limit: 190 }))).page);
      }
      const all = expected(rows, search({ limit: 1e9 })).page;
      expect(keys).toEqual(direction === 'ASC' ? all : all.reverse());
    }
  });

  it('reads only the chunks of its page, wherever it lies', async () => {
    const many = Array.from({ length: 1_000 }, (_, n): Sample => ({
      size: 1,
      fates: [n % 10 === 0 ? 'failed' : 'succeeded'],
      second: n,
      owner: null,
    }));
    const { deps, rows, reads } = await storeOf(many);
    for (const offset of [0, 450, 880]) {
      reads.chunks = 0;
      const wanted = search({ filterGroups: [[where('status', 'eq', '1')]], offset });
      expect(await found(deps, wanted)).toEqual(expected(rows, wanted));
      expect(reads.chunks).toBe(20);
    }
  });

  it('stops reading when nobody waits any more', async () => {
    const { deps } = await storeOf(SOME);
    const filterGroups = [[where('result_message', 'like', '%x%')]];
    const wanted = search({ filterGroups, signal: AbortSignal.abort() });
    await expect(searchOperations(deps, wanted)).rejects.toMatchObject({ code: 'deadline' });
  });

  it('shows conditions the texts of the dialect', async () => {
    const { deps } = await storeOf(SOME);
    const filterGroups = [[where('result_message', 'eq', 'done')], [where('status', 'eq', '1')]];
    const wanted = search({ filterGroups, contentOf: (_, { status }) => (status === 1 ? 'done' : null) });
    expect((await found(deps, wanted)).total).toBe(
      (await found(deps, search({ filterGroups: [[where('status', 'eq', '1')]] }))).total,
    );
  });
});
