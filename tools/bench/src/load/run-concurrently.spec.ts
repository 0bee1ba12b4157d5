import { runConcurrently } from './run-concurrently';

test('runConcurrently keeps so many going, and the order of results', async () => {
  let running = 0;
  let most = 0;
  const results = await runConcurrently([5, 1, 4, 2, 3], 2, async (item) => {
    most = Math.max(most, ++running);
    for (let turn = 0; turn < item; turn++) await Promise.resolve();
    running--;
    return item * 10;
  });
  expect(results).toEqual([50, 10, 40, 20, 30]);
  expect(most).toBe(2);
});
