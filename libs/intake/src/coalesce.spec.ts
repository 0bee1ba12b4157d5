import { coalesce } from './coalesce';

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Every wait lasts until `pass()`, or until it is aborted. */
function setUp(companyMs = 3) {
  const batches: (readonly number[])[] = [];
  const waits: number[] = [];
  let pass = (): void => undefined;
  const delay = (ms: number, signal?: AbortSignal): Promise<void> => {
    waits.push(ms);
    return new Promise((resolve) => {
      pass = resolve;
      signal?.addEventListener('abort', () => {
        resolve();
      });
    });
  };
  const flush = (items: readonly number[]): Promise<void> => {
    batches.push(items);
    return items.includes(-1) ? Promise.reject(new Error('refused')) : Promise.resolve();
  };
  const add = coalesce({ flush, maxItems: 4, clock: { delay }, companyMs });
  const passed = (): void => {
    pass();
  };
  return { add, batches, waits, pass: passed };
}

describe('coalescing', () => {
  it('takes what comes in one turn together, up to the most of one flush', async () => {
    const { add, batches } = setUp(0);
    await Promise.all([1, 2, 3, 4, 5].map(add));
    expect(batches).toEqual([[1, 2, 3, 4], [5]]);
  });

  it('never lets one wait who comes alone time after time', async () => {
    const { add, batches, waits } = setUp();
    await add(1);
    await add(2);
    expect(batches).toEqual([[1], [2]]);
    expect(waits).toEqual([]);
  });

  it('after a flush of several waits for as many, and goes on as soon as they are there', async () => {
    const { add, batches, waits } = setUp();
    await Promise.all([1, 2].map(add));
    const third = add(3);
    await nextTurn();
    expect(batches).toEqual([[1, 2]]);
    await Promise.all([third, add(4)]);
    expect(batches).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect(waits).toEqual([3]);
  });

  it('brings together again what fell apart: who came during a flush counts as company', async () => {
    const { add, batches } = setUp();
    const first = add(1);
    await nextTurn();
    const second = add(2);
    await first;
    await Promise.all([add(3), second]);
    expect(batches).toEqual([[1], [2, 3]]);
  });

  it('goes without company when the time is over, and expects none the next time', async () => {
    const { add, batches, waits, pass } = setUp();
    await Promise.all([1, 2].map(add));
    const third = add(3);
    await nextTurn();
    pass();
    await third;
    await add(4);
    expect(batches).toEqual([[1, 2], [3], [4]]);
    expect(waits).toEqual([3]);
  });

  it('fails all that were in a flush that failed, and nobody else', async () => {
    const { add } = setUp(0);
    const results = await Promise.allSettled([add(-1), add(1)]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await add(2);
  });
});
