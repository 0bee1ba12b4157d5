import { median, summarizePairs } from './summarize-pairs';

test('median takes the middle, or the mean of the two', () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([4, 1, 9, 2])).toBe(3);
  expect(median([7])).toBe(7);
  expect(median([])).toBeNaN();
});

test('summarizePairs compares the two bulks of each pair, and takes the rate over all', () => {
  const pairs = [
    { withMs: 20, withoutMs: 20, appliedMs: 10_000 },
    { withMs: 36, withoutMs: 30, appliedMs: 10_000 },
    { withMs: 90, withoutMs: 10, appliedMs: 30_000 },
  ];
  expect(summarizePairs(pairs)).toEqual({
    customers: 500,
    pairs: 3,
    accept_with_ms: 36,
    accept_without_ms: 20,
    accept_ratio: 1.2,
    applied_per_s: 30,
  });
});
