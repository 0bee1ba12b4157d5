import { mergeBatches } from './merge-batches';
import type { MessageBatch } from './message-bus';

const batch = (partition: number, count = 1): MessageBatch => ({
  topic: 'operations',
  partition,
  epoch: 1,
  messages: Array.from({ length: count }, (_, offset) => ({ offset, key: null, value: null, headers: {} })),
});

interface Call {
  readonly partitions: readonly number[];
  readonly answer: (error?: Error) => Promise<void>;
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function setUp(maxMessages = 10) {
  const calls: Call[] = [];
  const ended: string[] = [];
  const handler = mergeBatches({
    maxMessages,
    process: (batches) =>
      new Promise((resolve, reject) => {
        const answer = (error?: Error): Promise<void> => {
          if (error) reject(error);
          else resolve();
          return settle();
        };
        calls.push({ partitions: batches.map(({ partition }) => partition), answer });
      }),
  });
  const deliver = async (...batches: readonly MessageBatch[]): Promise<void> => {
    for (const one of batches) {
      handler(one).then(
        () => ended.push(`${String(one.partition)} done`),
        (error: unknown) => ended.push(`${String(one.partition)} ${String(error)}`),
      );
    }
    await settle();
  };
  const partitions = (): (readonly number[])[] => calls.map((call) => call.partitions);
  return { calls, ended, deliver, partitions };
}

describe('mergeBatches', () => {
  test('processes what is delivered within a turn in one call, and resolves each batch with it', async () => {
    const { calls, ended, deliver, partitions } = setUp();
    await deliver(batch(0), batch(1), batch(3));
    expect(partitions()).toEqual([[0, 1, 3]]);
    expect(ended).toEqual([]);
    await calls[0]?.answer();
    expect(ended).toEqual(['0 done', '1 done', '3 done']);
  });

  test('has two calls under way; what comes meanwhile goes together when one of them ends', async () => {
    const { calls, deliver, partitions } = setUp();
    await deliver(batch(0));
    await deliver(batch(1));
    await deliver(batch(2));
    await deliver(batch(3));
    expect(partitions()).toEqual([[0], [1]]);
    await calls[1]?.answer();
    expect(partitions()).toEqual([[0], [1], [2, 3]]);
  });

  test('keeps a call within maxMessages, a larger batch goes alone', async () => {
    const { calls, deliver, partitions } = setUp(10);
    await deliver(batch(0, 6), batch(1, 4), batch(2, 1), batch(3, 50));
    expect(partitions()).toEqual([[0, 1], [2]]);
    await calls[0]?.answer();
    expect(partitions()).toEqual([[0, 1], [2], [3]]);
  });

  test('rejects all of a call that fails, and lets each come again alone until it succeeds', async () => {
    const { calls, ended, deliver, partitions } = setUp();
    await deliver(batch(0), batch(1), batch(2));
    await calls[0]?.answer(new Error('meant to fail'));
    expect(ended.splice(0)).toEqual([0, 1, 2].map((n) => `${String(n)} Error: meant to fail`));
    await deliver(batch(0), batch(1), batch(2));
    expect(partitions().slice(1)).toEqual([[0], [1], [2]]);
    await calls[1]?.answer();
    await calls[2]?.answer(new Error('still'));
    await calls[3]?.answer();
    expect(ended.splice(0)).toEqual(['0 done', '1 Error: still', '2 done']);
    await deliver(batch(2), batch(1), batch(0));
    expect(partitions().slice(4)).toEqual([[1], [2, 0]]);
  });

  test('a batch that fails and never ends holds up nobody', async () => {
    const { calls, ended, deliver } = setUp();
    await deliver(batch(0), batch(1));
    await calls[0]?.answer(new Error('meant to fail'));
    await deliver(batch(0));
    ended.splice(0);
    await deliver(batch(1), batch(2), batch(3));
    for (const { answer } of calls.slice(2)) await answer();
    expect(ended.sort()).toEqual(['1 done', '2 done', '3 done']);
  });

  test('an error that is thrown before anything waits rejects as well', async () => {
    const handler = mergeBatches({
      maxMessages: 1,
      process: () => {
        throw new Error('at once');
      },
    });
    await expect(handler(batch(0))).rejects.toThrow('at once');
    await expect(handler(batch(0))).rejects.toThrow('at once');
  });
});
