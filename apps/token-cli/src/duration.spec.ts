import { parseDuration } from './duration';

describe('parseDuration', () => {
  it.each([
    '',
    '30',
    'd',
    '0d',
    '00s',
    '-1d',
    '+1d',
    '1.5h',
    '1e3s',
    '30D',
    '30 d',
    ' 30d',
    '1d1h',
    '1w',
    '1234567s',
    '30d\n',
  ])('refuses %j', (text) => {
    expect(parseDuration(text)).toBeNull();
  });

  it.each([
    ['1s', 1_000],
    ['90s', 90_000],
    ['15m', 900_000],
    ['12h', 43_200_000],
    ['30d', 2_592_000_000],
    ['007d', 604_800_000],
    ['999999d', 86_399_913_600_000],
  ])('reads %s', (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });
});
