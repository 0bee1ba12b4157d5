import { randomUUID } from 'node:crypto';
import type { NewToken } from '@sluice/ports';

/** A token to store, of its own id; an integration's unless told. */
export function newToken(rest: Partial<NewToken> = {}): NewToken {
  const id = rest.id ?? randomUUID();
  return {
    id,
    kind: 'integration',
    name: `token ${id}`,
    subject: id,
    userId: null,
    scopes: ['admin'],
    entities: null,
    stores: null,
    hash: '0123456789abcdef'.repeat(4),
    createdAt: Date.UTC(2026, 0, 1),
    expiresAt: null,
    ...rest,
  };
}
