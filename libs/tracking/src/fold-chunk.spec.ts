import { ItemState, NATIVE_STATES, type BulkChunk, type Outcome } from '@sluice/schemas';
import fc from 'fast-check';
import { foldChunk } from './fold-chunk';
import { nativeState } from './item-states';
import { openChunk, outcome } from './memory-bulks.fixture';

const fold = (chunk: BulkChunk, outcomes: readonly Outcome[], now = 5_000): BulkChunk =>
  foldChunk(chunk, outcomes, now) ?? chunk;

describe('folding outcomes into a chunk', () => {
  it('moves items from open to what they became', () => {
    const failure = { class: 'final', code: 'not_found', message: 'gone' } as const;
    const folded = fold(openChunk(3), [
      outcome(0, 'succeeded', { result: '{"id":1}' }),
      outcome(2, 'failed', failure),
    ]);
    expect(folded.counts).toMatchObject({ open: 1, succeeded: 1, failed: 1 });
    expect(folded).toMatchObject({ revision: 2, finishedAt: null, pending: 1 });
    expect(folded.errors).toEqual([{ position: 2, ...failure }]);
    expect(folded.results).toEqual(['{"id":1}', null, null]);
  });

  it('is finished when nothing is open, at the time of the outcome that closed it', () => {
    const half = fold(openChunk(2), [outcome(0, 'succeeded')], 5_000);
    const whole = fold(half, [outcome(1, 'unchanged')], 6_000);
    expect([half.finishedAt, whole.finishedAt]).toEqual([null, 6_000]);
  });

  it('takes a replay for a no-op', () => {
    const outcomes = [outcome(0, 'succeeded'), outcome(1, 'failed')];
    expect(foldChunk(fold(openChunk(2), outcomes), outcomes, 9_000)).toBeNull();
  });

  it('lets the first terminal outcome of an attempt win', () => {
    const folded = fold(openChunk(1), [outcome(0, 'failed', { code: 'first' }), outcome(0, 'succeeded')]);
    expect(folded.states[0]).toBe(ItemState.failedFinal);
    expect(folded.counts).toMatchObject({ failed: 1, succeeded: 0 });
  });

  it('lets a later attempt replace it, and an earlier one no more', () => {
    const retried = fold(openChunk(1), [
      outcome(0, 'failed', { class: 'retriable' }),
      outcome(0, 'succeeded', { attempt: 2 }),
      outcome(0, 'failed', { attempt: 1 }),
    ]);
    expect(retried.counts).toMatchObject({ failed: 0, succeeded: 1 });
    expect(retried.errors).toEqual([]);
    expect(retried.attempts).toEqual([[0, 2]]);
  });

  it('lets a real outcome replace the verdict of the settlement, and only that', () => {
    const settled = { ...openChunk(1), states: Uint8Array.of(ItemState.settled) };
    const counted = { ...settled, counts: { ...settled.counts, open: 0, failed: 1 } };
    const real = fold(counted, [outcome(0, 'succeeded')]);
    expect(real.counts).toMatchObject({ open: 0, failed: 0, succeeded: 1 });
    expect(foldChunk(real, [outcome(0, 'failed')], 1)).toBeNull();
  });

  it('never counts a rejected item, whatever is reported of it', () => {
    const rejected = { ...openChunk(1), states: Uint8Array.of(ItemState.rejected) };
    expect(foldChunk(rejected, [outcome(0, 'succeeded')], 1)).toBeNull();
  });

  it('ignores items that the chunk does not have', () => {
    expect(foldChunk(openChunk(2), [outcome(2, 'succeeded'), outcome(1_000, 'failed')], 1)).toBeNull();
    expect(foldChunk(openChunk(2, 1), [outcome(0, 'succeeded')], 1)).toBeNull();
  });

  it('keeps counts and states in step, in any order, with replays (G3)', () => {
    const anyOutcome = fc.record({
      id: fc.integer({ min: 0, max: 7 }),
      state: fc.constantFrom<Outcome['state']>('succeeded', 'unchanged', 'failed', 'canceled'),
      attempt: fc.integer({ min: 1, max: 3 }),
      class: fc.constantFrom<'retriable' | 'final'>('retriable', 'final'),
    });
    fc.assert(
      fc.property(fc.array(fc.array(anyOutcome, { maxLength: 6 }), { maxLength: 8 }), (batches) => {
        let chunk = openChunk(8);
        for (const batch of batches) {
          const outcomes = batch.map(({ id, state, attempt, class: kind }) =>
            outcome(id, state, { attempt, class: kind }),
          );
          chunk = fold(chunk, outcomes);
          const seen = [...chunk.states].map((byte) => nativeState(byte));
          for (const state of NATIVE_STATES) {
            expect(chunk.counts[state]).toBe(seen.filter((one) => one === state).length);
          }
          expect(chunk.finishedAt === null).toBe(chunk.counts.open > 0);
          expect(foldChunk(chunk, outcomes, 1)).toBeNull();
        }
      }),
    );
  });
});
