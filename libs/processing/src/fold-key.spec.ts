import type { StoredAggregate } from '@sluice/ports';
import { fold, operation, states, written } from './operations.fixture';

const nameOf = (aggregate: StoredAggregate | undefined): unknown =>
  (aggregate?.document as { global: { name: string } } | null | undefined)?.global.name;

const create = operation({ id: 0, offset: 0, payload: { name: 'one' } });
const created = written(undefined, fold(undefined, [create]));
const all = { scope: 'all' } as const;

describe('a fold of one key', () => {
  it('creates with a server-made id, and reports it', () => {
    const result = fold(undefined, [create]);
    expect(result.write).toMatchObject({ key: 'a-1', expectedRevision: 0, id: 7 });
    expect(result.outcomes).toEqual([
      { operation_id: 0, key: 'a-1', attempt: 1, state: 'succeeded', result: '{"id":7,"sku":"A-1"}' },
    ]);
  });

  it('applies the operations of a batch in order and writes once', () => {
    const two = operation({ id: 1, offset: 3, payload: { name: 'two' }, ...all });
    const three = operation({ id: 2, offset: 9, payload: { name: 'three' }, ...all });
    const result = fold(created, [two, three]);
    expect(nameOf(written(created, result))).toBe('three');
    expect(result.write).toMatchObject({ expectedRevision: 1, id: 7 });
    expect(states(result)).toEqual(['succeeded', 'succeeded']);
  });

  it('takes a redelivery for what it is: nothing is written, the same is reported', () => {
    const again = fold(created, [create]);
    expect(again.write).toBeNull();
    expect(states(again)).toEqual(['succeeded']);
  });

  it('knows an operation again at another offset, because a producer may send it twice', () => {
    const two = operation({ id: 1, offset: 1, payload: { name: 'two' }, ...all });
    const after = written(created, fold(created, [two]));
    const twice = fold(after, [operation({ id: 0, offset: 2, payload: { name: 'one' } })]);
    expect(twice.write).toBeNull();
    expect(nameOf(after)).toBe('two');
  });

  it('calls the same item again unchanged, writes nothing and still names the id', () => {
    const result = fold(created, [operation({ id: 1, offset: 5, payload: { name: 'one' } })]);
    expect(result.write).toBeNull();
    expect(result.outcomes[0]).toMatchObject({ state: 'unchanged', result: '{"id":7,"sku":"A-1"}' });
  });

  it('calls an item unchanged that differs only in how it was sent', () => {
    const result = fold(created, [
      operation({ id: 1, offset: 5, payload: { name: 'one' }, hash: 'other', ...all }),
    ]);
    expect(states(result)).toEqual(['unchanged']);
  });

  it('does not call an item unchanged that was sent for another scope', () => {
    const result = fold(created, [
      operation({ id: 1, offset: 5, payload: { name: 'one' }, scope: 'french' }),
    ]);
    expect(states(result)).toEqual(['succeeded']);
  });

  it('fails the delete of what is not there, and leaves nothing behind', () => {
    const result = fold(undefined, [operation({ id: 0, offset: 0, action: 'delete' })]);
    expect(result.write).toBeNull();
    expect(result.outcomes[0]).toMatchObject({
      state: 'failed',
      class: 'final',
      code: 'not_found',
      message: "The product that was requested doesn't exist. Verify the product and try again.",
    });
  });

  it('leaves a tombstone that a replay cannot pass, and forgets what made an item unchanged', () => {
    const removed = written(created, fold(created, [operation({ id: 1, offset: 1, action: 'delete' })]));
    expect(removed).toMatchObject({ document: null, id: 7, revision: 2 });
    expect(fold(removed, [create]).write).toBeNull();
    const back = fold(removed, [operation({ id: 2, offset: 2, payload: { name: 'one' } })]);
    expect(states(back)).toEqual(['succeeded']);
  });

  it('refuses an aggregate that would outgrow its limit, and keeps what was there', () => {
    const big = operation({
      id: 1,
      offset: 1,
      payload: { attributes: { blob: 'x'.repeat(9 * 1024 * 1024) } },
    });
    const result = fold(created, [big]);
    expect(states(result)).toEqual(['aggregate_too_large']);
    expect(nameOf(written(created, result))).toBe('one');
  });
});

describe('a fold of failed and applied operations, killed between write and report', () => {
  const remove = operation({ id: 0, offset: 0, action: 'delete' });
  const make = operation({ id: 1, offset: 1, payload: { name: 'one' } });
  const same = operation({ id: 2, offset: 2, payload: { name: 'one' } });
  const change = operation({ id: 3, offset: 3, payload: { name: 'two' }, ...all });
  const whole = [remove, make, same, change];
  const truth = ['not_found', 'succeeded', 'unchanged', 'succeeded'];

  it('reports what each did when the whole batch comes again', () => {
    const first = fold(undefined, whole);
    expect(states(first)).toEqual(truth);
    const again = fold(written(undefined, first), whole);
    expect(again.write).toBeNull();
    expect(states(again)).toEqual(truth);
  });

  it('reports the same after two kills with other batch borders', () => {
    const once = written(undefined, fold(undefined, whole));
    const later = operation({ id: 4, offset: 4, payload: { name: 'three' }, ...all });
    const secondDelivery = fold(once, [...whole, later]);
    expect(states(secondDelivery)).toEqual([...truth, 'succeeded']);
    const twice = written(once, secondDelivery);
    expect(states(fold(twice, whole.slice(0, 2)))).toEqual(truth.slice(0, 2));
    expect(states(fold(twice, [...whole.slice(2), later]))).toEqual([...truth.slice(2), 'succeeded']);
  });
});

describe('retries', () => {
  const TRY_LATER = { class: 'retriable', code: 'try_later', message: 'not yet' } as const;
  const failing = operation({ id: 1, offset: 1, payload: { name: 'failed' }, ...all });
  const failed = fold(created, [failing], { refused: new Map([[1, TRY_LATER]]) });
  const marked = written(created, failed);
  const retry = (offset: number, id = 1, first = 1) =>
    operation({
      id,
      offset,
      attempt: 2,
      payload: { name: `retried-${String(id)}` },
      firstPosition: { epoch: 1, partition: 0, offset: first },
      ...all,
    });

  it('take effect where nothing newer did', () => {
    const result = fold(marked, [retry(10)]);
    expect(states(result)).toEqual(['succeeded']);
    expect(nameOf(written(marked, result))).toBe('retried-1');
  });

  it('are superseded by something newer that was applied', () => {
    const newer = written(
      marked,
      fold(marked, [operation({ id: 2, offset: 2, payload: { name: 'newer' }, ...all })]),
    );
    expect(states(fold(newer, [retry(10)]))).toEqual(['superseded']);
  });

  it('are superseded by an unchanged operation that came after the failed one', () => {
    const confirmed = fold(marked, [operation({ id: 2, offset: 2, payload: { name: 'one' } })]);
    expect(states(confirmed)).toEqual(['unchanged']);
    expect(confirmed.write).not.toBeNull();
    expect(states(fold(written(marked, confirmed), [retry(10)]))).toEqual(['superseded']);
  });

  it('of two failed operations both take effect, in their order', () => {
    const second = operation({ id: 2, offset: 2, payload: { name: 'second' }, ...all });
    const both = written(marked, fold(marked, [second], { refused: new Map([[2, TRY_LATER]]) }));
    const one = written(both, fold(both, [retry(10, 1, 1)]));
    const two = fold(one, [retry(11, 2, 2)]);
    expect(states(two)).toEqual(['succeeded']);
    expect(nameOf(written(one, two))).toBe('retried-2');
  });

  it('keep the mark of a later failed operation when an earlier one is retried', () => {
    const second = operation({ id: 2, offset: 2, payload: { name: 'second' }, ...all });
    const both = written(marked, fold(marked, [second], { refused: new Map([[2, TRY_LATER]]) }));
    const one = written(both, fold(both, [retry(10, 1, 1)]));
    const confirmed = written(
      one,
      fold(one, [operation({ id: 3, offset: 12, payload: { name: 'retried-1' }, hash: 'again', ...all })]),
    );
    expect(states(fold(confirmed, [retry(13, 2, 2)]))).toEqual(['superseded']);
  });

  it('find the mark of a retriable failure even where there was no entity', () => {
    const missing = fold(undefined, [operation({ id: 0, offset: 0 })], {
      refused: new Map([[0, TRY_LATER]]),
    });
    expect(missing.write).toMatchObject({ document: null, expectedRevision: 0 });
  });
});

describe('a log that was created anew', () => {
  it('applies operations whose offsets were seen in the old log', () => {
    const later = operation({
      id: 0,
      offset: 0,
      epoch: 2,
      bulk: '0b0e7d3c-0000-4000-8000-000000000002',
      ...all,
      payload: { name: 'new' },
    });
    expect(states(fold(created, [later]))).toEqual(['succeeded']);
  });

  it('refuses what a consumer of the old log still holds', () => {
    const other = '0b0e7d3c-0000-4000-8000-000000000002';
    const moved = written(
      created,
      fold(created, [
        operation({ id: 0, offset: 0, epoch: 2, bulk: other, ...all, payload: { name: 'new' } }),
      ]),
    );
    const stale = fold(moved, [
      operation({ id: 9, offset: 50, epoch: 1, payload: { name: 'stale' }, ...all }),
    ]);
    expect(states(stale)).toEqual(['superseded']);
    expect(stale.write).toBeNull();
  });
});
