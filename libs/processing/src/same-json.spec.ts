import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { sameJson } from './same-json';

const parsed = fc.json({ maxDepth: 4 }).map((text) => JSON.parse(text) as unknown);

describe('sameJson', () => {
  it('agrees with the deep comparison of the platform', () => {
    fc.assert(
      fc.property(parsed, parsed, (one, two) => {
        expect(sameJson(one, two)).toBe(isDeepStrictEqual(one, two));
      }),
    );
  });

  it('finds a copy equal, whatever its keys are called', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('__proto__', 'constructor', 'a', '$where'), parsed),
        (value) => {
          const text = JSON.stringify(value);
          expect(sameJson(JSON.parse(text), JSON.parse(text))).toBe(true);
        },
      ),
    );
  });

  it.each([
    [{ a: 1, b: 2 }, { b: 2, a: 1 }, true],
    [[1, 2], [2, 1], false],
    [[], {}, false],
    [{}, [], false],
    [null, {}, false],
    [JSON.parse('{"__proto__":1}'), {}, false],
    [{ constructor: 1 }, { other: 1 }, false],
  ])('of %j and %j is %s', (one, two, expected) => {
    expect(sameJson(one, two)).toBe(expected);
  });
});
