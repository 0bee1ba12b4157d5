import { DemoError } from './demo-error';
import { followBulk } from './follow-bulk';
import type { Counts } from './progress';
import type { BulkStatus, SluiceClient } from './sluice-client';

const status = (open: number): BulkStatus => ({
  state: open === 0 ? 'finished' : 'running',
  counts: { accepted: 3, open, succeeded: 3 - open, unchanged: 0, failed: 0, canceled: 0, rejected: 0 },
});

/** Answers one after the other, the last one again and again. */
const clientWith = (answers: readonly (BulkStatus | Error)[]): SluiceClient => {
  let calls = 0;
  return {
    sendBulk: () => Promise.resolve('uuid'),
    readStatus: () => {
      const answer = answers[Math.min(calls++, answers.length - 1)];
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer!);
    },
  };
};

describe('followBulk', () => {
  test('tells every step and ends with the finished bulk, over a status that could not be read', async () => {
    const seen: Counts[] = [];
    const client = clientWith([status(2), new DemoError('restarting'), status(0)]);
    const counts = await followBulk(client, 'uuid', {
      onProgress: (step) => seen.push(step),
      patienceMs: 10_000,
    });
    expect(counts.succeeded).toBe(3);
    expect(seen.map(({ open }) => open)).toEqual([2, 0]);
  });

  test('gives up with one line when nothing moves', async () => {
    const follow = (answer: BulkStatus | Error): Promise<Counts> =>
      followBulk(clientWith([answer]), 'u-1', { onProgress: () => undefined, patienceMs: 5 });
    await expect(follow(status(2))).rejects.toThrow(
      'bulk u-1 made no progress for 0.005 s: 2 items are open, state running',
    );
    await expect(follow(new DemoError('no answer'))).rejects.toThrow('for 0.005 s: no answer');
  });

  test('hides no fault of its own', async () => {
    const fault = new TypeError('a bug');
    const follow = followBulk(clientWith([fault]), 'u-1', { onProgress: () => undefined, patienceMs: 5 });
    await expect(follow).rejects.toBe(fault);
  });
});
