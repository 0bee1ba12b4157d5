import { PortError } from '@sluice/ports';
import { batch, message, setUpProcessor } from './memory-ports.fixture';

const nameOf = (row: unknown): unknown =>
  (row as { document: { global: { name: string } } }).document.global.name;

describe('a batch', () => {
  it('costs one read, one write and one event, whatever its size', async () => {
    const { process, story, outcomes } = setUpProcessor();
    await process(batch(Array.from({ length: 300 }, (_, n) => message(n, `S${String(n)}`, { name: 'x' }))));
    expect(story).toEqual(['read 300', 'ids 1000', 'write 300', 'publish sluice.outcomes 1']);
    expect(outcomes().every((outcome) => outcome.state === 'succeeded')).toBe(true);
  });

  it('reports one event a bulk', async () => {
    const { process, published } = setUpProcessor();
    const other = '0b0e7d3c-0000-4000-8000-000000000002';
    await process(batch([message(0, 'A'), message(1, 'B', { bulk: other }), message(2, 'C')]));
    expect(published.map(({ message: { key } }) => key)).toEqual([expect.any(String), other]);
  });

  it('splits an event that would outgrow a message', async () => {
    const { process, published, outcomes } = setUpProcessor();
    const key = (n: number): string => `${String(n)}-${'k'.repeat(1_000)}`;
    await process(batch(Array.from({ length: 1_000 }, (_, n) => message(n, key(n), { action: 'delete' }))));
    expect(published.length).toBeGreaterThan(1);
    for (const { message: event } of published) {
      expect(Buffer.byteLength(String(event.value))).toBeLessThan(600 * 1024);
    }
    expect(outcomes()).toHaveLength(1_000);
  });

  it('keeps the payload of what failed before it reports it', async () => {
    const { process, story, rejected } = setUpProcessor();
    await process(batch([message(4, 'GONE', { action: 'delete' })]));
    expect(story).toEqual(['read 1', 'ids 1000', 'rejects 1', 'publish sluice.outcomes 1']);
    expect(rejected[0]).toMatchObject({
      operationId: 4,
      attempt: 1,
      firstPosition: { epoch: 1, partition: 0, offset: 4 },
    });
  });

  it('reads again and decides again what another consumer wrote in between', async () => {
    const { process, rows, hooks, outcomes } = setUpProcessor();
    await process(batch([message(0, 'A', { name: 'first' })]));
    hooks.beforeWrite = () => {
      const row = rows.get('a');
      if (row !== undefined) rows.set('a', { ...row, revision: row.revision + 1 });
    };
    await process(batch([message(1, 'A', { name: 'second' }), message(2, 'B', { name: 'b' })]));
    expect(nameOf(rows.get('a'))).toBe('second');
    expect(outcomes().map((outcome) => outcome.state)).toEqual(['succeeded', 'succeeded', 'succeeded']);
  });

  it('is processed with those of other partitions: one read, one write, one event', async () => {
    const { process, story, outcomes, rows } = setUpProcessor();
    await process(
      batch([message(0, 'A', { name: 'a' }), message(1, 'B', { name: 'b' })], 0),
      batch([message(0, 'C', { name: 'c' }), message(1, 'D', { name: 'd' })], 3),
    );
    expect(story).toEqual(['read 4', 'ids 1000', 'write 4', 'publish sluice.outcomes 1']);
    expect(outcomes()).toHaveLength(4);
    expect(['a', 'c'].map((key) => rows.get(key)?.ledger.lanes)).toMatchObject([
      [{ partition: 0, taken: 0 }],
      [{ partition: 3, taken: 0 }],
    ]);
  });

  it('makes ids of parts of their own for operations at the same offset of two partitions', async () => {
    const { process, rows } = setUpProcessor();
    const options = [{ title: 'Size', type: 'field' }];
    await process(
      batch([message(0, 'A', { name: 'a', options })], 0),
      batch([message(0, 'B', { name: 'b', options })], 1),
    );
    const ids = ['a', 'b'].flatMap((key) => {
      const { document } = rows.get(key) as unknown as { document: { options: { option_id: number }[] } };
      return document.options.map(({ option_id }) => option_id);
    });
    expect(new Set(ids).size).toBe(2);
  });

  it('throws when the store is away, so that it is delivered again, and reports nothing', async () => {
    const { process, hooks, published } = setUpProcessor();
    hooks.failWrite = new PortError('unavailable', 'away');
    await expect(process(batch([message(0, 'A')]))).rejects.toMatchObject({ code: 'unavailable' });
    expect(published).toEqual([]);
  });
});

describe('poison', () => {
  it('that cannot be read goes to the dead letters with its origin, its neighbours pass', async () => {
    const { process, published, outcomes, rows } = setUpProcessor();
    const garbage = { ...message(7, 'X'), value: Buffer.from([0xff, 0x00]) };
    await process(batch([message(6, 'A', { name: 'a' }), garbage, message(8, 'B', { name: 'b' })]));
    const letters = published.filter(({ topic }) => topic === 'sluice.dead-letters');
    expect(letters).toHaveLength(1);
    expect(letters[0]?.message.value).toEqual(garbage.value);
    expect(letters[0]?.message.headers).toMatchObject({
      dead_letter_class: 'not_json',
      origin_topic: 'sluice.operations.products',
      origin_partition: '0',
      origin_offset: '7',
      operation_id: '7',
    });
    expect([...rows.keys()]).toEqual(['a', 'b']);
    expect(outcomes().map(({ operation_id, state, code }) => [operation_id, state, code])).toEqual([
      [6, 'succeeded', undefined],
      [8, 'succeeded', undefined],
      [7, 'failed', 'not_json'],
    ]);
  });

  it('that the store refuses is found by halving, its neighbours are written', async () => {
    const { process, published, outcomes, rows } = setUpProcessor();
    const messages = Array.from({ length: 33 }, (_, n) =>
      message(n, `S${String(n)}`, { name: n === 20 ? 'poison' : 'ok' }),
    );
    await process(batch(messages));
    expect(rows.size).toBe(32);
    const failed = outcomes().filter((outcome) => outcome.state === 'failed');
    expect(failed).toMatchObject([{ operation_id: 20, class: 'final', code: 'store_refused' }]);
    expect(outcomes()).toHaveLength(33);
    expect(published.filter(({ topic }) => topic === 'sluice.dead-letters')).toHaveLength(1);
  });

  it('among the operations of one key leaves the others their effect, in order', async () => {
    const { process, outcomes, rows } = setUpProcessor();
    const names = ['one', 'two', 'three', 'four', 'five'];
    const bad = { attributes: { lasting: 'poison' } };
    await process(batch(names.map((name, n) => message(n, 'A', n === 2 ? { name, ...bad } : { name }))));
    expect(nameOf(rows.get('a'))).toBe('five');
    const states = new Map(outcomes().map((outcome) => [outcome.operation_id, outcome.state]));
    expect([...states.entries()].sort(([a], [b]) => a - b).map(([, state]) => state)).toEqual([
      'succeeded',
      'succeeded',
      'failed',
      'succeeded',
      'succeeded',
    ]);
  });

  it('reports the same when the batch comes again', async () => {
    const { process, outcomes } = setUpProcessor();
    const bad = { attributes: { lasting: 'poison' } };
    const messages = [{ name: 'one' }, bad, { name: 'three' }].map((item, n) => message(n, 'A', item));
    await process(batch(messages));
    const first = outcomes();
    await process(batch(messages));
    const again = outcomes().slice(first.length);
    const verdicts = (list: typeof first) =>
      list.map(({ operation_id, state }) => [operation_id, state]).sort();
    expect(verdicts(again)).toEqual(verdicts(first));
  });
});
