import fc from 'fast-check';
import { crc32 } from './crc32';
import { toBase62 } from './base62';
import { bearerOf, hashToken, makeToken, matchesHash, parseToken } from './token-format';

const PEPPER = 'p'.repeat(32);

const withChecksum = (body: string): string => body + toBase62(crc32(body), 6);

describe('parseToken', () => {
  const { text } = makeToken();

  it.each([
    ['nothing', ''],
    ['another prefix', withChecksum(text.slice(0, -6).replace('slc_', 'ghp_'))],
    ['a prefix in capitals', text.replace('slc_', 'SLC_')],
    ['no secret', text.slice(0, 17)],
    ['one character less', text.slice(0, -1)],
    ['one character more', `${text}0`],
    ['a line break at its end', `${text}\n`],
    ['a character that is no digit of ours', withChecksum(`${text.slice(0, 30)}-${text.slice(31, -6)}`)],
    ['a short id with a right checksum', withChecksum(`slc_abc_${'0'.repeat(41)}`)],
    ['an id that is a key of objects', withChecksum(`slc___proto_____${'0'.repeat(32)}`)],
    ['a wrong checksum', text.slice(0, -6) + (text.endsWith('000000') ? '000001' : '000000')],
  ])('refuses %s', (_what, wrong) => {
    expect(parseToken(wrong)).toBeNull();
  });

  it('refuses a token with any one character changed', () => {
    const place = fc.integer({ min: 4, max: text.length - 1 });
    const character = fc.constantFrom(...Array.from('0123456789ABCXYZabcxyz'));
    fc.assert(
      fc.property(place, character, (at, other) => {
        const changed = text.slice(0, at) + other + text.slice(at + 1);
        expect(parseToken(changed)).toEqual(changed === text ? { text, id: text.slice(4, 16) } : null);
      }),
    );
  });

  it('takes what makeToken made', () => {
    for (let count = 0; count < 200; count++) {
      const token = makeToken();
      expect(token.text).toMatch(/^slc_[0-9A-Za-z]{12}_[0-9A-Za-z]{38}$/);
      expect(parseToken(token.text)).toEqual(token);
    }
  });

  it('is never given the same token twice', () => {
    const made = Array.from({ length: 500 }, makeToken);
    expect(new Set(made.map((token) => token.id)).size).toBe(500);
    expect(new Set(made.map((token) => token.text.slice(17))).size).toBe(500);
  });
});

describe('the checksum', () => {
  it('is the CRC-32 everybody knows', () => {
    expect(crc32('123456789')).toBe(0xcb_f4_39_26);
    expect(crc32('')).toBe(0);
  });

  it.each([
    [0, '000000'],
    [61, '00000z'],
    [62, '000010'],
    [0xff_ff_ff_ff, '4gfFC3'],
  ])('writes %d as %s', (value, text) => {
    expect(toBase62(value, 6)).toBe(text);
  });
});

describe('bearerOf', () => {
  it.each([
    undefined,
    '',
    'Bearer',
    'Bearer ',
    'slc_a',
    'Basic slc_a',
    'Bearer a b',
    ' Bearer a',
    'Bearers a',
    'Bearer a, Bearer b',
  ])('finds none in %j', (header) => {
    expect(bearerOf(header)).toBeNull();
  });

  it.each(['Bearer slc_a', 'bearer slc_a', 'BEARER   slc_a  '])('finds the one in %j', (header) => {
    expect(bearerOf(header)).toBe('slc_a');
  });
});

describe('matchesHash', () => {
  const { text } = makeToken();
  const hash = hashToken(text, PEPPER);

  it.each([
    ['another token', { given: makeToken().text }],
    ['a foreign pepper', { pepper: 'q'.repeat(32) }],
    ['half a hash', { kept: hash.slice(0, 32) }],
    ['no hash', { kept: '' }],
  ])('refuses %s', (_what, wrong) => {
    const { given, kept, pepper } = { given: text, kept: hash, pepper: PEPPER, ...wrong };
    expect(matchesHash(given, kept, pepper)).toBe(false);
  });

  it('takes the token, whose text is not in the hash', () => {
    expect(matchesHash(text, hash, PEPPER)).toBe(true);
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
  });
});
