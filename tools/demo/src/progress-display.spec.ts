import { createDisplay } from './progress-display';
import type { Progress } from './progress';

const progress = (open: number): Progress => ({
  label: 'bulk 1/1',
  counts: { accepted: 2, open, succeeded: 2 - open, unchanged: 0, failed: 0, canceled: 0, rejected: 0 },
  elapsedMs: 100,
});

const playOn = (screen: { isTTY?: boolean; columns?: number }): string => {
  const written: string[] = [];
  const display = createDisplay({ ...screen, write: (text) => written.push(text) });
  display.show(progress(2));
  display.show(progress(2));
  display.show(progress(0));
  display.finish(progress(0));
  return written.join('');
};

describe('createDisplay', () => {
  test('redraws one line of a terminal and ends it once', () => {
    const written = playOn({ isTTY: true, columns: 100 });
    expect(written.match(/\r/g)).toHaveLength(4);
    expect(written.match(/\n/g)).toHaveLength(1);
    expect(written.endsWith('100% 2/2 0.10 s: 2 succeeded\n')).toBe(true);
  });

  test('writes a plain line a step without a terminal', () => {
    expect(playOn({})).toBe(
      'bulk 1/1: 0 of 2 items after 0.10 s\nbulk 1/1: 2 of 2 items after 0.10 s: 2 succeeded\n',
    );
  });
});
