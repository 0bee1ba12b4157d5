import { verifyCounts } from './verify-counts';

const all = { accepted: 3, open: 0, succeeded: 3, unchanged: 0, failed: 0, rejected: 0 };

test('verifyCounts takes bulks that ended as expected', () => {
  expect(() => {
    verifyCounts([all, { ...all, rows_failed: 0 }], 'succeeded');
    verifyCounts([{ ...all, succeeded: 0, unchanged: 3 }], 'unchanged');
  }).not.toThrow();
});

test.each([
  ['another state', { ...all, succeeded: 2, failed: 1 }],
  ['something open', { ...all, open: 1 }],
  ['something refused', { ...all, rejected: 1 }],
  ['a wrong row', { ...all, rows_failed: 1 }],
])('verifyCounts refuses %s', (_, counts) => {
  expect(() => {
    verifyCounts([all, counts], 'succeeded');
  }).toThrow('not all succeeded');
});
