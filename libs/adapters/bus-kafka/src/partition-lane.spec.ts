import { silentLogger, type DeliveredMessage } from '@sluice/ports';
import { manualClock, settle } from './manual-clock.fixture';
import { createPartitionLane } from './partition-lane';

const messages = (from: number, count: number, bytes = 10): DeliveredMessage[] =>
  Array.from({ length: count }, (_, n) => ({
    offset: from + n,
    key: null,
    value: Buffer.alloc(bytes),
    headers: {},
  }));

interface Handled {
  readonly offsets: number[];
  readonly answer: (error?: Error) => Promise<void>;
}

function setUp(after: Promise<void> = Promise.resolve()) {
  const clock = manualClock();
  const handled: Handled[] = [];
  const commits: number[] = [];
  const rooms: true[] = [];
  const lane = createPartitionLane({
    handle: (chunk) =>
      new Promise((resolve, reject) => {
        const answer = (error?: Error): Promise<void> => {
          if (error) reject(error);
          else resolve();
          return settle();
        };
        handled.push({ offsets: chunk.map(({ offset }) => offset), answer });
      }),
    note: (next) => {
      // Noted again, it means nothing.
      if (commits.at(-1) !== next) commits.push(next);
    },
    flushed: () => Promise.resolve(),
    onRoom: () => rooms.push(true),
    maxBatch: 2,
    clock,
    logger: silentLogger,
    retryFromMs: 200,
    retryToMs: 10_000,
    after,
  });
  return { clock, handled, commits, rooms, lane };
}

describe('a partition lane', () => {
  test('hands out chunks of at most maxBatch, merging fetches, and commits behind each', async () => {
    const { handled, commits, lane } = setUp();
    lane.push(messages(0, 1), 1);
    await settle();
    lane.push(messages(1, 1), 2);
    lane.push(messages(2, 2), 4);
    await handled[0]?.answer();
    await handled[1]?.answer();
    await handled[2]?.answer();
    expect(handled.map(({ offsets }) => offsets)).toEqual([[0], [1, 2], [3]]);
    expect(commits).toEqual([1, 3, 4]);
    expect(lane.position).toBe(4);
  });

  test('says when it is full, and when it has room again', async () => {
    const { handled, rooms, lane } = setUp();
    lane.push(messages(0, 8), 8);
    expect(lane.full).toBe(true);
    await settle();
    expect(rooms).toEqual([]);
    await handled[0]?.answer();
    expect([rooms.length, lane.full]).toEqual([1, false]);
    await handled[1]?.answer();
    expect(rooms).toHaveLength(1);
  });

  test('is full by bytes too', () => {
    const { lane } = setUp();
    lane.push(messages(0, 2, 3 * 1024 * 1024), 2);
    expect(lane.full).toBe(true);
  });

  test('calls a throwing handler again with the same messages, pausing 0.2 s, then twice as long', async () => {
    const { clock, handled, commits, lane } = setUp();
    lane.push(messages(5, 2), 7);
    await settle();
    await handled[0]?.answer(new Error('meant to fail'));
    await clock.advance(199);
    expect(handled).toHaveLength(1);
    await clock.advance(1);
    await handled[1]?.answer(new Error('meant to fail'));
    await clock.advance(399);
    expect(handled).toHaveLength(2);
    await clock.advance(1);
    await handled[2]?.answer();
    expect(handled.map(({ offsets }) => offsets)).toEqual([
      [5, 6],
      [5, 6],
      [5, 6],
    ]);
    expect(commits).toEqual([7]);
  });

  test('held, it finishes and commits the running chunk and starts no other', async () => {
    const { handled, commits, lane } = setUp();
    lane.push(messages(0, 4), 4);
    await settle();
    lane.hold();
    await handled[0]?.answer();
    await lane.ended();
    expect([handled.length, commits]).toEqual([1, [2]]);
  });

  test('dropped, it commits nothing that was in flight', async () => {
    const { handled, commits, lane } = setUp();
    lane.push(messages(0, 4), 4);
    await settle();
    lane.drop();
    await handled[0]?.answer();
    await lane.ended();
    expect([handled.length, commits]).toEqual([1, []]);
  });

  test('waits for the handler of the lane before it', async () => {
    const doors: (() => void)[] = [];
    const { handled, lane } = setUp(new Promise((resolve) => doors.push(resolve)));
    lane.push(messages(0, 1), 1);
    await settle();
    expect(handled).toHaveLength(0);
    doors[0]?.();
    await settle();
    expect(handled).toHaveLength(1);
  });

  test("commits past another program's transaction marks", async () => {
    const { handled, commits, lane } = setUp();
    lane.push(messages(0, 1), 2);
    await settle();
    await handled[0]?.answer();
    lane.push([], 3);
    await settle();
    expect(commits).toEqual([2, 3]);
  });
});
