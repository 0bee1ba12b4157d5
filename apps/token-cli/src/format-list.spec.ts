import type { StoredToken } from '@sluice/ports';
import { formatList } from './format-list';

const NOW = Date.UTC(2026, 0, 31, 12);
const HASH = 'deadbeef'.repeat(8);

const token = (rest: Partial<StoredToken>): StoredToken => ({
  id: 'abcdefABCDEF',
  kind: 'integration',
  name: 'shop',
  subject: 'abcdefABCDEF',
  userId: 1,
  scopes: ['magento:products:write', 'status:read'],
  entities: null,
  stores: null,
  hash: HASH,
  createdAt: NOW - 60_000,
  expiresAt: null,
  revokedAt: null,
  lastUsedAt: null,
  ...rest,
});

describe('formatList', () => {
  it('shows the headings where there is nothing', () => {
    expect(formatList([], NOW)).toBe(
      'ID  STATE  KIND  NAME  CREATED  EXPIRES  LAST USED  SCOPES AND LIMITS\n',
    );
  });

  it('says what a token is worth now', () => {
    const states = [
      token({}),
      token({ expiresAt: NOW + 1 }),
      token({ expiresAt: NOW }),
      token({ expiresAt: NOW + 1, revokedAt: NOW - 5 }),
    ];
    const lines = formatList(states, NOW).trim().split('\n').slice(1);
    expect(lines.map((text) => text.split(/ {2,}/)[1])).toEqual(['valid', 'valid', 'expired', 'revoked']);
  });

  it('aligns, shows limits and instants in UTC, and no hash', () => {
    const text = formatList(
      [
        token({
          name: 'a much longer name',
          lastUsedAt: NOW,
          entities: ['products'],
          stores: ['french', 'all'],
        }),
        token({}),
      ],
      NOW,
    );
    const [heading = '', first = '', second = ''] = text.split('\n');
    expect(first.indexOf('2026-01-31 11:59')).toBe(heading.indexOf('CREATED'));
    expect(second.indexOf('2026-01-31 11:59')).toBe(heading.indexOf('CREATED'));
    expect(first).toContain('2026-01-31 12:00');
    expect(first).toMatch(/magento:products:write status:read entities=products stores=french,all$/);
    expect(text).not.toContain(HASH.slice(0, 8));
  });
});
