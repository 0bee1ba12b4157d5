import { systemClock, type ChunkRef } from '@sluice/ports';
import type { BulkChunk } from '@sluice/schemas';
import { createBulkWaiter } from './await-bulks';
import { foldChunk } from './fold-chunk';
import { openChunk, outcome, present } from './memory-bulks.fixture';

/** A store whose looks a test answers, and a clock whose pauses it ends. */
function setUp() {
  const chunks = new Map<string, BulkChunk>();
  const looks: string[][] = [];
  const delays: number[] = [];
  const state: { fails: boolean; wake: () => void } = { fails: false, wake: () => undefined };
  const bulks = {
    readChunks: (refs: readonly ChunkRef[]) => {
      looks.push(refs.map(({ bulkUuid }) => bulkUuid));
      if (state.fails) return Promise.reject(new Error('away'));
      return Promise.resolve(refs.map(({ bulkUuid }) => chunks.get(bulkUuid) ?? null));
    },
  };
  const delay = (ms: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      delays.push(ms);
      state.wake = resolve;
      signal?.addEventListener('abort', () => {
        resolve();
      });
    });
  const waiter = createBulkWaiter({ bulks, clock: { now: () => 0, delay } });
  const finish = (uuid: string): void => {
    chunks.set(uuid, present(foldChunk({ ...openChunk(1), bulkUuid: uuid }, [outcome(0, 'succeeded')], 1)));
  };
  const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  const round = async (): Promise<void> => {
    state.wake();
    await settled();
  };
  return { chunks, looks, delays, state, waiter, finish, settled, round };
}

describe('waiting for bulks', () => {
  it('asks once a round for all who wait, and each is told of its own', async () => {
    const { chunks, looks, waiter, finish, settled, round } = setUp();
    chunks.set('a', openChunk(1));
    const [a, b, again] = [waiter.awaitFinished('a'), waiter.awaitFinished('b'), waiter.awaitFinished('b')];
    await settled();
    finish('b');
    await round();
    expect((await b).counts.succeeded).toBe(1);
    expect(await again).toBe(await b);
    finish('a');
    await round();
    expect((await a).bulkUuid).toBe('a');
    expect(looks.slice(1)).toEqual([['a', 'b'], ['a']]);
  });

  it('sets no timer while nobody waits, and pauses of 10 to 25 ms while somebody does', async () => {
    const { looks, delays, waiter, finish, settled, round } = setUp();
    await settled();
    expect([looks, delays]).toEqual([[], []]);
    const first = waiter.awaitFinished('a');
    for (let count = 0; count < 6; count += 1) await round();
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(10);
    expect(Math.max(...delays)).toBe(25);
    finish('a');
    await round();
    await first;
    const [looked, paused] = [looks.length, delays.length];
    await round();
    expect([looks.length, delays.length]).toEqual([looked, paused]);
    await waiter.awaitFinished('a');
    expect(looks.length).toBe(looked + 1);
  });

  it('goes on waiting while the store is away', async () => {
    const { state, waiter, finish, round } = setUp();
    state.fails = true;
    const wait = waiter.awaitFinished('a');
    await round();
    await round();
    state.fails = false;
    finish('a');
    await round();
    expect((await wait).bulkUuid).toBe('a');
  });

  it('drops whoever gives up, and stops when that was the last', async () => {
    const { looks, waiter, round } = setUp();
    const patience = new AbortController();
    const wait = waiter.awaitFinished('a', { signal: patience.signal });
    await round();
    patience.abort();
    await expect(wait).rejects.toMatchObject({ code: 'deadline' });
    const looked = looks.length;
    await round();
    await round();
    expect(looks.length).toBe(looked);
    const late = waiter.awaitFinished('a', { signal: patience.signal });
    await expect(late).rejects.toMatchObject({ code: 'deadline' });
  });

  it('tells all who wait that it is closed', async () => {
    const { looks, waiter, settled } = setUp();
    const waits = [waiter.awaitFinished('a'), waiter.awaitFinished('b')];
    await settled();
    waiter.close();
    waiter.close();
    for (const wait of waits) await expect(wait).rejects.toMatchObject({ code: 'closed' });
    await expect(waiter.awaitFinished('c')).rejects.toMatchObject({ code: 'closed' });
    const looked = looks.length;
    await settled();
    expect(looks.length).toBe(looked);
  });

  it('waits with the machine clock as well', async () => {
    const chunk = present(foldChunk(openChunk(1), [outcome(0, 'unchanged')], 1));
    let looks = 0;
    const readChunks = () => Promise.resolve([(looks += 1) > 2 ? chunk : null]);
    const waiter = createBulkWaiter({ bulks: { readChunks }, clock: systemClock });
    expect(await waiter.awaitFinished(chunk.bulkUuid)).toBe(chunk);
  });
});
