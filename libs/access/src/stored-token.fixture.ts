import type { StoredToken } from '@sluice/ports';

/** An integration's token as stored. */
export const storedToken = (id: string, rest: Partial<StoredToken> = {}): StoredToken => ({
  id,
  kind: 'integration',
  name: id,
  subject: id,
  userId: 1,
  scopes: ['admin'],
  entities: null,
  stores: null,
  hash: '0'.repeat(64),
  createdAt: 0,
  expiresAt: null,
  revokedAt: null,
  lastUsedAt: null,
  ...rest,
});
