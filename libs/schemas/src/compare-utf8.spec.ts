import fc from 'fast-check';
import { compareUtf8 } from './compare-utf8';

/** The same order by another road: UTF-8 keeps the order of code points. */
const byCodePoints = (left: string, right: string): number => {
  const [a, b] = [left, right].map((text) => Array.from(text, (char) => char.codePointAt(0) ?? 0));
  const at = a?.findIndex((point, place) => point !== b?.[place]) ?? -1;
  if (at < 0) return Math.sign((a?.length ?? 0) - (b?.length ?? 0));
  return Math.sign((a?.[at] ?? -1) - (b?.[at] ?? -1));
};

describe('compareUtf8', () => {
  it('puts an emoji behind what UTF-16 would put behind it', () => {
    expect(['\ufffd', '😀', 'z', '', 'é'].sort(compareUtf8)).toEqual(['', 'z', 'é', '\ufffd', '😀']);
    expect(['\ufffd', '😀'].sort()).toEqual(['😀', '\ufffd']);
  });

  it('is the order of code points', () => {
    const text = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(text, text, (left, right) => {
        expect(compareUtf8(left, right)).toBe(byCodePoints(left, right));
      }),
    );
  });
});
