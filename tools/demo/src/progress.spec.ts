import {
  addCounts,
  allItems,
  describeStates,
  finishedItems,
  renderBar,
  renderLine,
  renderSummary,
  type Counts,
} from './progress';

const counts = (given: Partial<Counts>): Counts => ({
  accepted: 0,
  open: 0,
  succeeded: 0,
  unchanged: 0,
  failed: 0,
  canceled: 0,
  rejected: 0,
  ...given,
});
const half = counts({ accepted: 99, open: 50, succeeded: 40, unchanged: 9, rejected: 1 });

describe('counts', () => {
  test('rejected items belong to the bulk and are finished', () => {
    expect([finishedItems(half), allItems(half)]).toEqual([50, 100]);
  });

  test('of several bulks add up', () => {
    expect(addCounts([half, half, counts({})])).toEqual(
      counts({ accepted: 198, open: 100, succeeded: 80, unchanged: 18, rejected: 2 }),
    );
  });

  test('are told without the states that nothing is in', () => {
    expect(describeStates(half)).toBe('40 succeeded, 9 unchanged, 1 rejected');
    expect(describeStates(counts({ accepted: 3, open: 3 }))).toBe('');
  });
});

describe('renderBar', () => {
  test('fills the bar in proportion', () => {
    const line = renderBar({ label: 'bulk 1/4', counts: half, elapsedMs: 1234 }, 120);
    expect(line).toBe(
      `bulk 1/4 ${'█'.repeat(20)}${'░'.repeat(20)} 50% 50/100 1.23 s: 40 succeeded, 9 unchanged, 1 rejected`,
    );
  });

  test('is full only when nothing is open', () => {
    const almost = renderBar(
      { label: 'b', counts: counts({ accepted: 10_000, open: 1, succeeded: 9_999 }), elapsedMs: 0 },
      120,
    );
    expect(almost).toContain('░');
    expect(almost).toContain(' 99% 9,999/10,000');
  });

  test('an empty bulk is done', () => {
    expect(renderBar({ label: 'b', counts: counts({}), elapsedMs: 0 }, 80)).toContain('100% 0/0');
  });

  test.each([10, 40, 80, 400])('fits into %i columns', (columns) => {
    const line = renderBar({ label: 'bulk 1/4', counts: half, elapsedMs: 123_456 }, columns);
    expect(line.length).toBeLessThanOrEqual(columns);
  });
});

test('renderLine tells the same in words', () => {
  expect(renderLine({ label: 'bulk 1/4', counts: half, elapsedMs: 12_345 })).toBe(
    'bulk 1/4: 50 of 100 items after 12.3 s: 40 succeeded, 9 unchanged, 1 rejected',
  );
});

test('renderSummary tells items, seconds, speed and states, also of a run too short to measure', () => {
  const done = counts({ accepted: 2_000, succeeded: 1_990, failed: 10 });
  expect(renderSummary(done, 500)).toBe('2,000 items in 0.50 s (4,000 items/s): 1,990 succeeded, 10 failed');
  expect(renderSummary(counts({}), 0)).toBe('0 items in 0.00 s (0 items/s)');
});
