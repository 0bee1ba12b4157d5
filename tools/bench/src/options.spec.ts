import { parseOptions } from './options';

describe('parseOptions', () => {
  test('has defaults and takes every option', () => {
    expect(parseOptions([])).toEqual({ topology: 'embedded', items: 50_000, out: undefined });
    expect(parseOptions(['--topology', 'distributed', '--items=500', '--out', 'x.json'])).toEqual({
      topology: 'distributed',
      items: 500,
      out: 'x.json',
    });
  });

  test.each([
    [['--topology', 'both'], '--topology is embedded or distributed'],
    [['--items', '1e5'], '--items is a number'],
    [['--items', '0'], '--items is a number'],
    [['--fast'], "Unknown option '--fast'"],
  ])('refuses %j', (argv, complaint) => {
    expect(() => parseOptions(argv)).toThrow(complaint);
  });
});
