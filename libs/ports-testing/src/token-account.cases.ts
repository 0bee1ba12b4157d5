import { randomUUID } from 'node:crypto';
import type { Account } from '@sluice/ports';
import type { Opened } from './store-harness';
import { newToken } from './token-samples';

const AT = Date.UTC(2026, 0, 1);

const account = (name: string, rest: Partial<Account> = {}): Omit<Account, 'userId'> => ({
  name,
  passwordHash: 'scrypt$15$8$3$c2FsdA==$aGFzaA==',
  scopes: ['magento:products:write'],
  changedAt: AT,
  ...rest,
});

/** What TokenStore promises of accounts. */
export function accountCases(opened: Opened): void {
  it('gives back over another connection what was put, and null for what was not', async () => {
    const { stores, others } = opened();
    const name = `anna-${randomUUID()}`;
    const stored = await stores.tokens.putAccount(account(name));
    expect(stored).toEqual({ ...account(name), userId: stored.userId });
    expect(stored.userId).toBeGreaterThan(0);
    expect(await others.tokens.findAccount(name)).toEqual(stored);
    expect(await others.tokens.findAccount(name.toUpperCase())).toBeNull();
  });

  it.each(['__proto__', '$where', 'a.b', '', 'constructor'])('finds no account %j', async (name) => {
    expect(await opened().stores.tokens.findAccount(name)).toBeNull();
  });

  it('replaces password and scopes and keeps the number', async () => {
    const { stores, others } = opened();
    const name = `berta-${randomUUID()}`;
    const { userId } = await stores.tokens.putAccount(account(name));
    const changed = account(name, { passwordHash: 'other', scopes: ['admin'], changedAt: AT + 1 });
    expect(await others.tokens.putAccount(changed)).toEqual({ ...changed, userId });
    expect(await stores.tokens.findAccount(name)).toEqual({ ...changed, userId });
  });

  it('makes one account of two that are put at the same moment', async () => {
    const { stores, others } = opened();
    const name = `carla-${randomUUID()}`;
    const [a, b] = await Promise.all([
      stores.tokens.putAccount(account(name)),
      others.tokens.putAccount(account(name)),
    ]);
    expect(a.userId).toBe(b.userId);
  });

  it('numbers accounts and tokens from one sequence', async () => {
    const { tokens } = opened().stores;
    const { userId } = await tokens.putAccount(account(`dora-${randomUUID()}`));
    const token = await tokens.insert(newToken({ userId: null }));
    const other = await tokens.putAccount(account(`emil-${randomUUID()}`));
    expect(new Set([userId, token.userId, other.userId]).size).toBe(3);
  });
}
