import fc from 'fast-check';
import { isDeeperThan } from './json-depth';

const depthOf = (value: unknown): number =>
  typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;

describe('the depth of JSON text', () => {
  it('is the depth of what it stands for', () => {
    const json = fc.jsonValue({ maxDepth: 6, noUnicodeString: false });
    fc.assert(
      fc.property(json, fc.nat(8), (value, limit) => {
        const text = JSON.stringify(value, undefined, limit % 2);
        return isDeeperThan(Buffer.from(text), limit) === depthOf(JSON.parse(text)) > limit;
      }),
    );
  });

  it('does not look into strings', () => {
    const text = JSON.stringify({ 'a"[{\\': '"[[[[\\\\', b: ['\\', '"'] });
    expect([isDeeperThan(Buffer.from(text), 1), isDeeperThan(Buffer.from(text), 2)]).toEqual([true, false]);
  });

  it.each(['"', '"\\', '{"a', ']]]]', ''])('ends on %j', (text) => {
    expect(isDeeperThan(Buffer.from(text), 64)).toBe(false);
  });
});
