import { KafkaJSProtocolError } from 'kafkajs';
import { createCommitter } from './committer';
import { manualClock, settle } from './manual-clock.fixture';

function setUp() {
  const clock = manualClock();
  const dropping = new AbortController();
  const requests: {
    readonly next: Record<string, number>;
    readonly answer: (error?: Error) => Promise<void>;
  }[] = [];
  const committer = createCommitter({
    commit: (next) =>
      new Promise((resolve, reject) => {
        const answer = (error?: Error): Promise<void> => {
          if (error) reject(error);
          else resolve();
          return settle();
        };
        requests.push({ next: Object.fromEntries(next), answer });
      }),
    clock,
    dropped: dropping.signal,
  });
  const sent = (): Record<string, number>[] => requests.map(({ next }) => next);
  return { clock, committer, requests, sent, drop: () => dropping.abort() };
}

const refusal = (type: string): Error =>
  new KafkaJSProtocolError(Object.assign(new Error(type), { type, code: 1, retriable: false }));

describe('the committer of an assignment', () => {
  test('commits what several partitions note in one turn with one request', async () => {
    const { committer, sent } = setUp();
    committer.note(0, 5);
    committer.note(2, 7);
    await settle();
    expect(sent()).toEqual([{ 0: 5, 2: 7 }]);
  });

  test('has one request under way, and the next one holds only what is new', async () => {
    const { committer, requests, sent } = setUp();
    committer.note(0, 5);
    committer.note(1, 3);
    await settle();
    committer.note(1, 4);
    committer.note(1, 9);
    committer.note(3, 1);
    committer.note(0, 2);
    await settle();
    expect(requests).toHaveLength(1);
    await requests[0]?.answer();
    expect(sent()[1]).toEqual({ 1: 9, 3: 1 });
    await requests[1]?.answer();
    await committer.flushed();
    expect(requests).toHaveLength(2);
  });

  test('tries again what failed, with what was noted since', async () => {
    const { clock, committer, requests, sent } = setUp();
    committer.note(0, 5);
    await settle();
    await requests[0]?.answer(new Error('no connection'));
    committer.note(1, 1);
    await clock.advance(199);
    expect(requests).toHaveLength(1);
    await clock.advance(1);
    expect(sent()[1]).toEqual({ 0: 5, 1: 1 });
  });

  test('gives up where the group goes on without this member, or the assignment is dropped', async () => {
    const lost = setUp();
    lost.committer.note(0, 5);
    await settle();
    await lost.requests[0]?.answer(refusal('ILLEGAL_GENERATION'));
    await lost.committer.flushed();
    expect(lost.requests).toHaveLength(1);
    const dropped = setUp();
    dropped.committer.note(0, 5);
    dropped.drop();
    await dropped.committer.flushed();
    expect(dropped.requests).toEqual([]);
  });
});
