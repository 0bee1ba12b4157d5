import { BATCH_BYTES, BATCH_OVERHEAD } from './record-bytes';
import { createSendPlan, type PendingRecord } from './send-plan';

const record = (text: string, partition: number, bytes: number): PendingRecord<string> => ({
  call: 'call',
  topic: 'topic',
  partition,
  bytes,
  message: { key: null, value: text, headers: {} },
});

const all = (): boolean => true;
const texts = (records: readonly PendingRecord<string>[]): unknown[] =>
  records.map(({ message }) => message.value);

describe('the next send', () => {
  test('takes all that fits, in order', () => {
    const plan = createSendPlan<string>();
    ['a', 'b', 'c'].forEach((text) => plan.add(record(text, 0, 100)));
    expect(texts(plan.take(all))).toEqual(['a', 'b', 'c']);
    expect(plan.take(all)).toEqual([]);
  });

  test('keeps every batch of a partition within the limit, whatever the other partitions take', () => {
    const plan = createSendPlan<string>();
    const half = BATCH_BYTES / 2;
    ['a', 'b', 'c'].forEach((text) => plan.add(record(text, 0, half)));
    ['x', 'y'].forEach((text) => plan.add(record(text, 1, half - BATCH_OVERHEAD)));
    expect(texts(plan.take(all))).toEqual(['a', 'x', 'y']);
    expect(texts(plan.take(all))).toEqual(['b']);
    expect(plan.size).toBe(1);
    expect(texts(plan.take(all))).toEqual(['c']);
  });

  test('a record above the limit goes alone, and nothing overtakes it', () => {
    const plan = createSendPlan<string>();
    const sizes: [string, number][] = [
      ['a', 10],
      ['giant', 2 * BATCH_BYTES],
      ['b', 10],
    ];
    sizes.forEach(([text, bytes]) => plan.add(record(text, 0, bytes)));
    expect([plan.take(all), plan.take(all), plan.take(all)].map(texts)).toEqual([['a'], ['giant'], ['b']]);
  });

  test('forgets what nobody wants any more', () => {
    const plan = createSendPlan<string>();
    ['a', 'b', 'c'].forEach((text) => plan.add(record(text, 0, 10)));
    expect(texts(plan.take(({ message }) => message.value !== 'b'))).toEqual(['a', 'c']);
    expect(plan.size).toBe(0);
  });

  test('long queues come out whole and in order', () => {
    const plan = createSendPlan<string>();
    const sent = Array.from({ length: 20_000 }, (_, n) => String(n));
    sent.forEach((text) => plan.add(record(text, 0, 1_000)));
    const taken: unknown[] = [];
    for (let next = plan.take(all); next.length > 0; next = plan.take(all)) taken.push(...texts(next));
    expect(taken).toEqual(sent);
  });
});
