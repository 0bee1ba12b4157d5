import { ItemState, MAX_JOINED_RESULT_BYTES, MAX_PARTS, type BulkChunk, type Outcome } from '@sluice/schemas';
import fc from 'fast-check';
import { foldChunk, implicitChunk } from './fold-chunk';
import { settleChunk } from './settle-bulk';
import { openChunk, outcome, UUID } from './memory-bulks.fixture';

const part = (index: number, count: number, more: Partial<Outcome> = {}): Outcome =>
  outcome(more.operation_id ?? 0, more.state ?? 'succeeded', {
    key: `part-${String(index)}`,
    ...more,
    part: { index, count },
  });

const fold = (chunk: BulkChunk, ...outcomes: readonly Outcome[]): BulkChunk =>
  foldChunk(chunk, outcomes, 5_000) ?? chunk;

const failed = (kind: 'retriable' | 'final', code: string): Partial<Outcome> => ({
  state: 'failed',
  class: kind,
  code,
  message: `because of ${code}`,
});

describe('an operation in parts', () => {
  it('is open until every part was seen, whatever comes twice', () => {
    const some = fold(openChunk(1), part(0, 3), part(2, 3), part(2, 3), part(0, 3));
    expect(some).toMatchObject({ counts: { open: 1, succeeded: 0 }, pending: 1, finishedAt: null });
    const all = fold(some, part(1, 3));
    expect(all).toMatchObject({ counts: { open: 0, succeeded: 1 }, parts: [], finishedAt: 5_000 });
    expect(foldChunk(all, [part(0, 3), part(1, 3), part(2, 3)], 9_000)).toBeNull();
  });

  it.each<[string, readonly Partial<Outcome>[], Partial<BulkChunk['counts']>, object | undefined]>([
    [
      'a retriable failure before all',
      [failed('final', 'a'), failed('retriable', 'b'), {}],
      { failed: 1 },
      { code: 'b', class: 'retriable' },
    ],
    [
      'of final failures the first part',
      [{}, failed('final', 'a'), failed('final', 'b')],
      { failed: 1 },
      { code: 'a', class: 'final' },
    ],
    ['success before no change', [{ state: 'unchanged' }, {}], { succeeded: 1 }, undefined],
    ['success before cancellation', [{ state: 'canceled' }, {}], { succeeded: 1 }, undefined],
    [
      'failure before cancellation',
      [{ state: 'canceled' }, failed('final', 'a')],
      { failed: 1 },
      { code: 'a' },
    ],
    ['no change', [{ state: 'unchanged' }, { state: 'unchanged' }], { unchanged: 1 }, undefined],
    ['canceled if all are', [{ state: 'canceled' }, { state: 'canceled' }], { canceled: 1 }, undefined],
  ])('ends as: %s', (...[, outcomes, counts, error]) => {
    const parts = outcomes.map((more, index) => part(index, outcomes.length, more));
    for (const order of [parts, parts.toReversed()]) {
      const chunk = fold(openChunk(1), ...order);
      expect(chunk.counts).toMatchObject({ open: 0, ...counts });
      expect(chunk.failedRetriable).toBe(chunk.states[0] === ItemState.failedRetriable ? 1 : 0);
      expect(chunk.errors).toEqual(error === undefined ? [] : [expect.objectContaining(error)]);
    }
  });

  it('adds up failed rows and joins lists of them in order of part', () => {
    const rows = fold(
      openChunk(1),
      part(1, 3, { result: '[{"message":"b"},2]', rows_failed: 2 }),
      part(2, 3, { result: '[]' }),
      part(0, 3, { result: '["a"]', rows_failed: 1 }),
    );
    expect(rows).toMatchObject({ results: ['["a",{"message":"b"},2]'], rowsFailed: [[0, 3]] });
    const other = fold(openChunk(1), part(1, 2, { result: 'true' }), part(0, 2, { result: '{"id":1}' }));
    expect(other).toMatchObject({ results: ['{"id":1}'], rowsFailed: [] });
  });

  it('cuts joined lists to whole rows at the limit', () => {
    const row = (index: number): string => JSON.stringify(`${String(index)}:`.padEnd(900, 'é'));
    const outcomes = Array.from({ length: 30 }, (_, index) => part(index, 30, { result: `[${row(index)}]` }));
    const [text = ''] = fold(openChunk(1), ...outcomes.toReversed()).results;
    const kept = JSON.parse(text ?? '') as string[];
    expect(Buffer.byteLength(text ?? '')).toBeLessThanOrEqual(MAX_JOINED_RESULT_BYTES);
    expect(kept.length).toBeGreaterThan(3);
    expect(kept).toEqual(kept.map((_, index) => JSON.parse(row(index)) as string));
  });

  it('starts anew with a later attempt, and hears no earlier one', () => {
    const again = { attempt: 2 };
    const chunk = fold(openChunk(1), part(0, 2, failed('final', 'old')), part(1, 2, again), part(1, 2));
    expect(chunk.counts.open).toBe(1);
    const done = fold(chunk, part(0, 2, again));
    expect(done).toMatchObject({
      counts: { succeeded: 1, open: 0 },
      attempts: [[0, 2]],
      errors: [],
      parts: [],
    });
    expect(foldChunk(done, [part(1, 2), part(1, 2, again), outcome(0, 'failed')], 1)).toBeNull();
  });

  it('keeps a failure until all parts of the next attempt have come', () => {
    const first = fold(openChunk(1), part(0, 2), part(1, 2, failed('retriable', 'busy')));
    const half = fold(first, part(0, 2, { attempt: 2 }));
    expect(half.counts).toMatchObject({ failed: 1, open: 0 });
    expect(fold(half, part(1, 2, { attempt: 2 })).counts).toMatchObject({ failed: 0, succeeded: 1 });
  });

  it('replaces the verdict of the settlement only when all parts have really come', () => {
    const lost = { class: 'retriable', code: 'log_lost', message: '' } as const;
    const settled = settleChunk(fold(openChunk(1), part(0, 3)), lost, 6_000);
    expect(settled).toMatchObject({ counts: { failed: 1 }, failedRetriable: 1 });
    const two = fold(settled, part(1, 3));
    expect(two).toMatchObject({ counts: { failed: 1 }, failedRetriable: 1, errors: [{ code: 'log_lost' }] });
    expect(fold(two, part(2, 3))).toMatchObject({
      counts: { failed: 0, succeeded: 1 },
      failedRetriable: 0,
      errors: [],
    });
  });

  it('of a foreign publisher is open as soon as a part of it is known, and called by its first part', () => {
    const some = fold(implicitChunk(UUID, 0), part(1, 2));
    expect(some).toMatchObject({ counts: { open: 1 }, pending: 1 });
    const all = fold(some, part(0, 2));
    expect(all.counts).toMatchObject({ open: 0, succeeded: 1 });
    expect(all.keys[0]).toBe('part-0');
  });

  it('takes a part of another number of parts for none of its own', () => {
    const chunk = fold(openChunk(1), part(0, 2));
    expect(foldChunk(chunk, [part(1, 3)], 1)).toBeNull();
  });

  it('keeps little of very many', () => {
    const rows = { result: JSON.stringify([{ message: 'x'.repeat(900) }]) };
    const half = Array.from({ length: MAX_PARTS / 2 }, (_, index) => part(2 * index, MAX_PARTS, rows));
    expect(JSON.stringify(fold(openChunk(1), ...half).parts).length).toBeLessThan(12 * 1024);
  });

  it('ends the same in any order, with any repetition and any split (G3)', () => {
    const anyOutcome = fc.record({
      state: fc.constantFrom<Outcome['state']>('succeeded', 'unchanged', 'failed', 'canceled'),
      class: fc.constantFrom<'retriable' | 'final'>('retriable', 'final'),
      code: fc.constantFrom('a', 'b'),
      rows_failed: fc.integer({ min: 0, max: 3 }),
      result: fc.oneof(
        fc.constantFrom('true', '[]', '{"id":1}'),
        fc
          .array(fc.integer({ min: 1, max: 3_000 }), { maxLength: 3 })
          .map((sizes) => JSON.stringify(sizes.map((size) => 'x'.repeat(size)))),
      ),
    });
    const items = fc.array(fc.array(anyOutcome, { minLength: 2, maxLength: 9 }), {
      minLength: 1,
      maxLength: 3,
    });
    const runs = items.chain((list) => {
      const all = list.flatMap((outcomes, id) =>
        outcomes.map((more, index) => part(index, outcomes.length, { ...more, operation_id: id })),
      );
      const shuffled = fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2 });
      return fc.record({
        all: fc.constant(all),
        size: fc.constant(list.length),
        shuffled,
        cuts: fc.array(fc.nat(20), { maxLength: 6 }),
      });
    });
    fc.assert(
      fc.property(runs, ({ all, size, shuffled, cuts }) => {
        let chunk = openChunk(size);
        let rest: readonly Outcome[] = shuffled;
        for (const length of [...cuts, rest.length]) {
          chunk = fold(chunk, ...rest.slice(0, length));
          rest = rest.slice(length);
          expect(
            chunk.counts.open +
              chunk.counts.succeeded +
              chunk.counts.unchanged +
              chunk.counts.failed +
              chunk.counts.canceled,
          ).toBe(size);
          expect(chunk.finishedAt === null).toBe(chunk.counts.open > 0);
        }
        const once = fold(openChunk(size), ...all);
        expect(once.counts.open).toBe(0);
        const byPosition = <T extends { readonly position: number }>(list: readonly T[]) =>
          [...list].sort((a, b) => a.position - b.position);
        const comparable = (one: BulkChunk) => ({
          ...one,
          revision: 0,
          errors: byPosition(one.errors),
          rowsFailed: [...one.rowsFailed].sort(),
        });
        expect(comparable(chunk)).toEqual(comparable(once));
        expect(foldChunk(chunk, shuffled, 9_000)).toBeNull();
      }),
    );
  });
});
