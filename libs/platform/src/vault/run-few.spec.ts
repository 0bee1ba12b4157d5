import { runFew } from './run-few';

describe('a few at a time', () => {
  it('never runs more side by side, keeps the order, and survives failures', async () => {
    const few = runFew(2);
    const begun: number[] = [];
    let running = 0;
    let most = 0;
    const task = (index: number) => async (): Promise<number> => {
      begun.push(index);
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      if (index % 3 === 0) throw new Error(`failed ${String(index)}`);
      return index;
    };
    const all = Array.from({ length: 10 }, (_, index) => few.run(task(index)));
    expect(few.waiting()).toBe(8);
    const results = await Promise.allSettled(all);
    expect(results.map(({ status }) => status === 'fulfilled')).toEqual(
      begun.map((index) => index % 3 !== 0),
    );
    expect(begun).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(most).toBe(2);
    await expect(few.run(() => Promise.resolve('again'))).resolves.toBe('again');
  });
});
