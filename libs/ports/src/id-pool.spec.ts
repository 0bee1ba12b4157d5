import type { Coordinator } from './coordinator';
import { createIdPool } from './id-pool';

/** A coordinator that hands out ranges one behind the other, a turn later, and notes how large they were. */
function sequence() {
  const sizes: number[] = [];
  let next = 1;
  const takeIds = async (_sequence: string, count: number): Promise<number> => {
    sizes.push(count);
    next += count;
    const first = next - count;
    await Promise.resolve();
    return first;
  };
  return { coordinator: { takeIds } as unknown as Coordinator, sizes };
}

describe('an id pool', () => {
  it('gives every id once, however they are taken, above its base', async () => {
    const { coordinator } = sequence();
    const pool = createIdPool(coordinator, 'products', 100);
    const taking = [pool.take(700), pool.take(700), pool.reserve(50), pool.take(2_500)];
    const ready: (number | null)[] = [];
    for (let n = 0; n < 30; n += 1) {
      ready.push(pool.takeReady());
      await Promise.resolve();
    }
    const ids = [...(await Promise.all(taking)), ready.filter((id) => id !== null)].flatMap(
      (some) => some ?? [],
    );
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThan(3_900);
    expect(Math.min(...ids)).toBeGreaterThan(100);
  });

  it('has nothing at hand before it was asked, then what was reserved without another call', async () => {
    const { coordinator, sizes } = sequence();
    const pool = createIdPool(coordinator, 'products');
    expect(pool.takeReady()).toBeNull();
    await pool.reserve(1_500);
    await pool.reserve(1_500);
    const ready = Array.from({ length: 1_500 }, () => pool.takeReady());
    expect(new Set(ready).size).toBe(1_500);
    expect([ready.includes(null), pool.takeReady(), sizes]).toEqual([false, null, [1_500]]);
  });

  it('asks the store once for what is missing', async () => {
    const { coordinator, sizes } = sequence();
    const pool = createIdPool(coordinator, 'products');
    await pool.take(400);
    await pool.take(600);
    await pool.take(2_000);
    expect(sizes).toEqual([1_000, 2_000]);
  });

  it('goes on after the store was away', async () => {
    let away = true;
    const takeIds = (): Promise<number> => (away ? Promise.reject(new Error('away')) : Promise.resolve(1));
    const pool = createIdPool({ takeIds } as unknown as Coordinator, 'products');
    await expect(pool.take(1)).rejects.toThrow('away');
    await expect(pool.reserve(1)).rejects.toThrow('away');
    away = false;
    expect(await pool.take(2)).toEqual([1, 2]);
  });
});
