import { randomUUID } from 'node:crypto';
import type { NewToken, StoredToken } from '@sluice/ports';
import { accountCases } from './token-account.cases';
import { describeStores, openFresh, type OpenStores, type Opened } from './store-harness';
import { newToken } from './token-samples';

const DAY_MS = 86_400_000;
const AT = Date.UTC(2026, 0, 1);

const asStored = (token: NewToken, userId: number): StoredToken => ({
  ...token,
  userId,
  revokedAt: null,
  lastUsedAt: null,
});

/** Declares the whole contract of the TokenStore port as jest tests. */
export function tokenStoreContract(name: string, open: OpenStores): void {
  describeStores(`TokenStore contract: ${name}`, open, (opened) => {
    describe('tokens', () => {
      identityCases(opened);
      userIdCases(opened);
    });
    describe('revocation and use', () => {
      revocationCases(opened);
      useCases(opened);
    });
    describe('lists', () => {
      listCases(open);
      dropCases(open);
    });
    describe('accounts', () => {
      accountCases(opened);
    });
    it('refuses to work when closed', async () => {
      const fresh = await openFresh(open);
      await fresh.dispose();
      await expect(fresh.stores.tokens.find('a')).rejects.toMatchObject({ code: 'closed' });
      await expect(fresh.stores.tokens.insert(newToken())).rejects.toMatchObject({ code: 'closed' });
    });
  });
}

function identityCases(opened: Opened): void {
  it('gives back over another connection what was stored, and null for what was not', async () => {
    const { stores, others } = opened();
    const full = newToken({
      name: 'é 😀 "quoted" __proto__ $where a.b',
      scopes: ['magento:products:write', 'status:read:any'],
      entities: ['products', '__proto__'],
      stores: ['default', '$all'],
      expiresAt: AT + DAY_MS,
      userId: 17,
    });
    const stored = await stores.tokens.insert(full);
    expect(stored).toEqual(asStored(full, 17));
    expect(await others.tokens.find(full.id)).toEqual(stored);
    expect(await others.tokens.find(full.id.toUpperCase())).toBeNull();
    expect(await others.tokens.find(`none-${randomUUID()}`)).toBeNull();
  });

  it.each(['__proto__', '$where', 'a.b', '', 'constructor'])('finds nothing under %j', async (id) => {
    expect(await opened().stores.tokens.find(id)).toBeNull();
    expect(await opened().stores.tokens.revoke(id, AT)).toBe(false);
  });

  it('refuses an id that is taken, and keeps what was there', async () => {
    const { stores, others } = opened();
    const first = await stores.tokens.insert(newToken());
    const second = newToken({ id: first.id, hash: 'f'.repeat(64) });
    await expect(others.tokens.insert(second)).rejects.toMatchObject({ code: 'refused' });
    expect(await others.tokens.find(first.id)).toEqual(first);
  });

  it('stores one of two that take an id at the same moment', async () => {
    const { stores, others } = opened();
    const id = randomUUID();
    const ends = await Promise.allSettled([
      stores.tokens.insert(newToken({ id, name: 'a' })),
      others.tokens.insert(newToken({ id, name: 'b' })),
    ]);
    const won = ends.filter((end) => end.status === 'fulfilled').map((end) => end.value);
    expect(won).toHaveLength(1);
    expect(await stores.tokens.find(id)).toEqual(won[0]);
  });
}

function userIdCases(opened: Opened): void {
  it('gives every token without a number one of its own', async () => {
    const { stores, others } = opened();
    const inserts = Array.from({ length: 20 }, (_, place) =>
      (place % 2 === 0 ? stores : others).tokens.insert(newToken({ userId: null })),
    );
    const ids = (await Promise.all(inserts)).map(({ userId }) => userId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(Math.min(...ids)).toBeGreaterThan(0);
    expect(ids.every(Number.isSafeInteger)).toBe(true);
  });

  it('keeps the number it was given, also 0 and one in use', async () => {
    const { tokens } = opened().stores;
    for (const userId of [0, 7, 7]) {
      expect(await tokens.insert(newToken({ kind: 'customer', userId }))).toMatchObject({ userId });
    }
  });
}

function revocationCases(opened: Opened): void {
  it('keeps the first instant of revocation, and says whether there is such a token', async () => {
    const { stores, others } = opened();
    const token = await stores.tokens.insert(newToken());
    expect(await others.tokens.revoke(token.id, AT + 5)).toBe(true);
    expect(await stores.tokens.revoke(token.id, AT + 9)).toBe(true);
    expect(await stores.tokens.find(token.id)).toEqual({ ...token, revokedAt: AT + 5 });
    expect(await stores.tokens.revoke(randomUUID(), AT)).toBe(false);
  });

  it('revokes one and leaves the others', async () => {
    const { tokens } = opened().stores;
    const [gone, kept] = [await tokens.insert(newToken()), await tokens.insert(newToken())];
    await tokens.revoke(gone.id, AT);
    expect(await tokens.find(kept.id)).toEqual(kept);
  });
}

function useCases(opened: Opened): void {
  it('notes last uses of several, never moves one back, passes over unknown ones', async () => {
    const { stores, others } = opened();
    const [a, b] = [await stores.tokens.insert(newToken()), await stores.tokens.insert(newToken())];
    await stores.tokens.touch(
      new Map([
        [a.id, AT + 10],
        [b.id, AT + 20],
        [randomUUID(), AT],
      ]),
    );
    await others.tokens.touch(new Map([[a.id, AT + 30]]));
    await others.tokens.touch(new Map([[b.id, AT + 5]]));
    expect(await stores.tokens.find(a.id)).toEqual({ ...a, lastUsedAt: AT + 30 });
    expect(await stores.tokens.find(b.id)).toEqual({ ...b, lastUsedAt: AT + 20 });
    await stores.tokens.touch(new Map());
  });

  it('does not bring a revoked token back', async () => {
    const { tokens } = opened().stores;
    const token = await tokens.insert(newToken());
    await tokens.revoke(token.id, AT + 1);
    await tokens.touch(new Map([[token.id, AT + 2]]));
    expect(await tokens.find(token.id)).toEqual({ ...token, revokedAt: AT + 1, lastUsedAt: AT + 2 });
  });
}

function listCases(open: OpenStores): void {
  it('lists newest first, ties by id, a page at a time without gap or double', async () => {
    const { stores, dispose } = await openFresh(open);
    const { tokens } = stores;
    expect(await tokens.list({ limit: 10 })).toEqual([]);
    const moments = [AT + 3, AT + 1, AT + 2, AT + 2, AT + 2, AT + 3];
    for (const [place, createdAt] of moments.entries()) {
      await tokens.insert(newToken({ id: `id${place}`, createdAt }));
    }
    const listed: string[] = [];
    for (let page = await tokens.list({ limit: 2 }); page.length > 0;) {
      listed.push(...page.map(({ id }) => id));
      page = await tokens.list({ limit: 2, after: page.at(-1)! });
    }
    expect(listed).toEqual(['id5', 'id0', 'id4', 'id3', 'id2', 'id1']);
    await dispose();
  });

  it('lists tokens whole, revoked and used ones too', async () => {
    const { stores, dispose } = await openFresh(open);
    const token = await stores.tokens.insert(newToken());
    await stores.tokens.revoke(token.id, AT + 1);
    await stores.tokens.touch(new Map([[token.id, AT]]));
    expect(await stores.tokens.list({ limit: 1 })).toEqual([{ ...token, revokedAt: AT + 1, lastUsedAt: AT }]);
    await dispose();
  });
}

function dropCases(open: OpenStores): void {
  it('never drops an integration, nor a login that expired within the last day', async () => {
    const { stores, dispose } = await openFresh(open);
    const { tokens } = stores;
    const late = AT + 3 * DAY_MS;
    const kept = [
      newToken({ id: 'integration', expiresAt: AT + 1 }),
      newToken({ id: 'endless', kind: 'admin', expiresAt: null }),
      newToken({ id: 'fresh', kind: 'admin', expiresAt: late - DAY_MS }),
      newToken({ id: 'valid', kind: 'customer', expiresAt: late + 1 }),
    ];
    for (const token of kept) await tokens.insert(token);
    await tokens.insert(newToken({ id: 'trigger', kind: 'customer', createdAt: late, expiresAt: late + 1 }));
    for (const { id } of kept) expect(await tokens.find(id)).not.toBeNull();
    await dispose();
  });

  it('does not keep logins that expired long ago', async () => {
    const { stores, dispose } = await openFresh(open);
    const { tokens } = stores;
    await tokens.insert(newToken({ id: 'old-customer', kind: 'customer', expiresAt: AT + 1 }));
    await tokens.insert(newToken({ id: 'old-admin', kind: 'admin', expiresAt: AT + 1 }));
    const late = AT + 2 * DAY_MS;
    await tokens.insert(newToken({ id: 'next', kind: 'customer', createdAt: late, expiresAt: late + 1 }));
    expect((await tokens.list({ limit: 10 })).map(({ id }) => id)).toEqual(['next']);
    await dispose();
  });
}
