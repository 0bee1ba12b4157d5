import { percentile } from './percentile';

test('percentile takes the nearest rank, from values in any order', () => {
  const values = [50, 15, 20, 40, 35];
  expect(percentile(values, 0.5)).toBe(35);
  expect(percentile(values, 0.99)).toBe(50);
  expect(percentile(values, 0)).toBe(15);
  expect(percentile([], 0.5)).toBe(0);
});
