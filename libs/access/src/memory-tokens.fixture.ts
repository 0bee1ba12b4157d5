import type { Account, Clock, StoredToken, TokenStore } from '@sluice/ports';
import { PortError } from '@sluice/ports';

const newestFirst = (a: StoredToken, b: StoredToken): number =>
  b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1);

const isBehind = (token: StoredToken, after: Pick<StoredToken, 'createdAt' | 'id'>): boolean =>
  token.createdAt < after.createdAt || (token.createdAt === after.createdAt && token.id < after.id);

/** A clock that stands still until a test moves it; its delays end at once. */
export function settableClock(): Clock & { advance(ms: number): void } {
  let now = Date.UTC(2026, 0, 1);
  return {
    now: () => now,
    delay: () => Promise.resolve(),
    advance: (ms) => {
      now += ms;
    },
  };
}

/** Tokens and accounts in memory. Nothing is ever dropped. */
export function memoryTokens(): TokenStore {
  const tokens = new Map<string, StoredToken>();
  let lastUserId = 0;
  return {
    insert: async (token) => {
      if (tokens.has(token.id)) throw new PortError('refused', 'the id is taken');
      const userId = token.userId ?? ++lastUserId;
      const stored = { ...token, userId, revokedAt: null, lastUsedAt: null };
      tokens.set(token.id, stored);
      return stored;
    },
    find: async (id) => tokens.get(id) ?? null,
    list: async ({ after, limit }) =>
      [...tokens.values()]
        .filter((token) => after === undefined || isBehind(token, after))
        .sort(newestFirst)
        .slice(0, limit),
    revoke: async (id, at) => {
      const token = tokens.get(id);
      if (token !== undefined) tokens.set(id, { ...token, revokedAt: token.revokedAt ?? at });
      return token !== undefined;
    },
    touch: async (uses) => {
      for (const [id, at] of uses) {
        const token = tokens.get(id);
        if (token !== undefined)
          tokens.set(id, { ...token, lastUsedAt: Math.max(token.lastUsedAt ?? at, at) });
      }
    },
    ...memoryAccounts(() => ++lastUserId),
  };
}

function memoryAccounts(nextUserId: () => number): Pick<TokenStore, 'putAccount' | 'findAccount'> {
  const accounts = new Map<string, Account>();
  return {
    putAccount: async (account) => {
      const stored = { ...account, userId: accounts.get(account.name)?.userId ?? nextUserId() };
      accounts.set(account.name, stored);
      return stored;
    },
    findAccount: async (name) => accounts.get(name) ?? null,
  };
}
