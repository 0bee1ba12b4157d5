import type { SearchFilter } from '@sluice/schemas';
import { normalTime, parseTime, startTime, timeSpan } from './start-time';

const SECOND = Date.UTC(2026, 0, 31, 16, 7, 53);
const filter = (conditionType: SearchFilter['conditionType'], value: string): SearchFilter => ({
  field: 'start_time',
  conditionType,
  value,
});

describe('start_time in a search', () => {
  it.each<[string, number | null]>([
    ['2026-01-31 16:07:53', SECOND],
    ['2026-01-31T16:07:53Z', SECOND],
    ['2026-01-31T16:07:53.250Z', SECOND],
    ['2026-01-31', Date.UTC(2026, 0, 31)],
    ['2026-13-31', null],
    ['31.01.2026', null],
    ['', null],
    ['{"$gt":0}', null],
  ])('%j is %j', (text, expected) => {
    expect(parseTime(text)).toBe(expected);
  });

  it('is shown in whole seconds, all of whose milliseconds it means', () => {
    expect(startTime(SECOND + 999)).toBe('2026-01-31 16:07:53');
    const text = startTime(SECOND);
    expect(timeSpan(filter('eq', text))).toEqual({ from: SECOND, to: SECOND + 999 });
    expect(timeSpan(filter('gt', text))?.from).toBe(SECOND + 1_000);
    expect(timeSpan(filter('from', text))?.from).toBe(SECOND);
    expect(timeSpan(filter('lt', text))?.to).toBe(SECOND - 1);
    expect(timeSpan(filter('to', text))?.to).toBe(SECOND + 999);
  });

  it('is no span where it is a pattern, a list or no time', () => {
    for (const one of [filter('like', '2026%'), filter('in', '2026-01-31'), filter('gt', 'soon')]) {
      expect(timeSpan(one)).toBeNull();
    }
  });

  it('is compared as it is shown, however it was written', () => {
    expect(normalTime(filter('in', '2026-01-31T16:07:53Z, 2026-02-01')).value).toBe(
      '2026-01-31 16:07:53,2026-02-01 00:00:00',
    );
    expect(normalTime(filter('like', '2026-01-31')).value).toBe('2026-01-31');
    expect(normalTime(filter('eq', 'soon')).value).toBe('soon');
  });
});
