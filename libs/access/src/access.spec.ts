import { PortError, silentLogger, type TokenStore } from '@sluice/ports';
import { createAccess, type AccessOptions } from './access';
import { saveAccount } from './accounts';
import { issueToken, type TokenRequest } from './issue-token';
import { memoryTokens, settableClock } from './memory-tokens.fixture';
import { createPasswords } from './passwords';
import { ANONYMOUS } from './principal';
import { makeToken } from './token-format';

const PEPPER = 'p'.repeat(32);
const HOUR_MS = 3_600_000;
const REVOKED_WITHIN_MS = 5_000;

/** Counts what the store is asked. */
const counting = (tokens: TokenStore) => {
  const asked: string[] = [];
  const find = (id: string) => {
    asked.push(id);
    return tokens.find(id);
  };
  return { asked, store: { ...tokens, find } };
};

const setUp = (rest: Partial<AccessOptions> = {}) => {
  const clock = settableClock();
  const tokens = memoryTokens();
  const { asked, store } = counting(tokens);
  const passwords = createPasswords({ logN: 4, r: 8, p: 1 });
  const access = createAccess({
    tokens: store,
    clock,
    logger: silentLogger,
    pepper: PEPPER,
    mode: 'token',
    passwords,
    ...rest,
  });
  const issue = (request: Partial<TokenRequest> = {}, pepper = PEPPER) =>
    issueToken(
      { tokens, clock, pepper },
      {
        kind: 'integration',
        name: 'shop',
        subject: null,
        userId: null,
        scopes: ['magento:products:write'],
        entities: ['products'],
        stores: null,
        lifeMs: null,
        ...request,
      },
    );
  return { clock, tokens, asked, access, issue };
};

describe('authenticate', () => {
  it.each([undefined, '', 'Bearer', 'Bearer x', 'Basic YTpi', `bearer ${makeToken().text}0`])(
    'knows nobody by %j, and does not ask the store',
    async (header) => {
      const { access, asked } = setUp();
      expect(await access.authenticate(header)).toBeNull();
      expect(asked).toEqual([]);
    },
  );

  it('does not ask the store for a token with a wrong checksum', async () => {
    const { access, asked, issue } = setUp();
    const { text } = await issue();
    const wrong = text.slice(0, -1) + (text.endsWith('0') ? '1' : '0');
    expect(await access.authenticate(`Bearer ${wrong}`)).toBeNull();
    expect(asked).toEqual([]);
  });

  it('refuses an unknown token, one with another secret, and one of a foreign pepper', async () => {
    const { access, issue, tokens } = setUp();
    const { stored } = await issue();
    const stranger = makeToken();
    expect(await access.authenticate(`Bearer ${stranger.text}`)).toBeNull();
    const thief = makeToken();
    await tokens.insert({ ...stored, id: thief.id });
    expect(await access.authenticate(`Bearer ${thief.text}`)).toBeNull();
    const foreign = await issue({}, 'f'.repeat(32));
    expect(await access.authenticate(`Bearer ${foreign.text}`)).toBeNull();
  });

  it('refuses a token from the instant on at which it expires', async () => {
    const { access, clock, issue } = setUp();
    const { text } = await issue({ lifeMs: 1_000 });
    clock.advance(999);
    expect(await access.authenticate(`Bearer ${text}`)).not.toBeNull();
    clock.advance(1);
    expect(await access.authenticate(`Bearer ${text}`)).toBeNull();
  });

  it('refuses a revoked token within 5 s, also one in steady use', async () => {
    const { access, clock, issue, tokens } = setUp();
    const { text, stored } = await issue();
    expect(await access.authenticate(`Bearer ${text}`)).not.toBeNull();
    await tokens.revoke(stored.id, clock.now());
    for (let ms = 0; ms < REVOKED_WITHIN_MS; ms += 500) {
      await access.authenticate(`Bearer ${text}`);
      clock.advance(500);
    }
    expect(await access.authenticate(`Bearer ${text}`)).toBeNull();
  });

  it('refuses at once what was revoked before it was ever used', async () => {
    const { access, issue, tokens } = setUp();
    const { text, stored } = await issue();
    await tokens.revoke(stored.id, 0);
    expect(await access.authenticate(`Bearer ${text}`)).toBeNull();
  });

  it('tells a store that cannot answer from a wrong token', async () => {
    const find = () => Promise.reject(new PortError('unavailable', 'gone'));
    const { access } = setUp({ tokens: { ...memoryTokens(), find } });
    await expect(access.authenticate(`Bearer ${makeToken().text}`)).rejects.toMatchObject({
      code: 'unavailable',
    });
  });

  it('says who calls, and asks the store once for many calls', async () => {
    const { access, asked, issue } = setUp();
    const { text, stored } = await issue();
    const callers = await Promise.all(
      Array.from({ length: 20 }, () => access.authenticate(`bearer ${text}`)),
    );
    for (const caller of callers) {
      expect(caller).toEqual({
        owner: `integration:${stored.id}`,
        kind: 'integration',
        userType: 1,
        userId: stored.userId,
        scopes: ['magento:products:write'],
        entities: ['products'],
        stores: null,
        tokenId: stored.id,
      });
    }
    expect(asked).toEqual([stored.id]);
  });

  it('several tokens are valid at once, each an owner of its own', async () => {
    const { access, issue } = setUp();
    const [a, b] = [await issue(), await issue()];
    const [first, second] = [
      await access.authenticate(`Bearer ${a.text}`),
      await access.authenticate(`Bearer ${b.text}`),
    ];
    expect(first?.owner).not.toBe(second?.owner);
    expect(first?.userId).not.toBe(second?.userId);
  });

  it('notes the last use, and lives with a store that does not take it', async () => {
    const { access, clock, issue, tokens } = setUp();
    const { text, stored } = await issue();
    await access.authenticate(`Bearer ${text}`);
    await access.close();
    expect(await tokens.find(stored.id)).toMatchObject({ lastUsedAt: clock.now() });

    const broken = { ...memoryTokens(), find: tokens.find, touch: () => Promise.reject(new Error('disk')) };
    const other = setUp({ tokens: broken });
    expect(await other.access.authenticate(`Bearer ${text}`)).not.toBeNull();
    await other.access.close();
  });

  it('where it is open, everybody is anonymous and nothing is looked at', async () => {
    const { access, asked, issue } = setUp({ mode: 'open' });
    const { text } = await issue();
    for (const header of [undefined, 'nonsense', `Bearer ${text}`]) {
      expect(await access.authenticate(header)).toBe(ANONYMOUS);
    }
    expect(asked).toEqual([]);
    expect(ANONYMOUS).toMatchObject({ owner: null, userType: 1, userId: 0, scopes: ['admin'] });
  });
});

describe('issueAdminToken', () => {
  const setUpAnna = async () => {
    const opened = setUp();
    const { tokens, clock } = opened;
    const scopes = ['magento:products:write', 'status:read'];
    const account = await saveAccount({ tokens, clock }, { name: 'anna', password: 'correct horse', scopes });
    return { ...opened, account };
  };

  it.each([
    ['anna', 'correct hors'],
    ['anna', ''],
    ['anna', `correct horse${'x'.repeat(2000)}`],
    ['Anna', 'correct horse'],
    ['otto', 'correct horse'],
    ['', ''],
    ['__proto__', 'correct horse'],
    ['an na\0', 'correct horse'],
  ])('gives nothing for %j and %j', async (name, password) => {
    const { access, tokens } = await setUpAnna();
    expect(await access.issueAdminToken(name, password)).toBeNull();
    expect(await tokens.list({ limit: 1 })).toEqual([]);
  });

  it('hashes once for a known and for an unknown name', async () => {
    let hashed = 0;
    const verify = (): Promise<boolean> => {
      hashed += 1;
      return Promise.resolve(false);
    };
    const { access } = setUp({ passwords: { ...createPasswords(), verify } });
    for (const name of ['otto', '', 'x'.repeat(500)]) await access.issueAdminToken(name, 'correct horse');
    expect(hashed).toBe(3);
  });

  it('gives a token with the scopes of the account, for 4 h', async () => {
    const { access, clock, account } = await setUpAnna();
    const text = await access.issueAdminToken('anna', 'correct horse');
    expect(await access.authenticate(`Bearer ${text ?? ''}`)).toMatchObject({
      owner: 'admin:anna',
      kind: 'admin',
      userType: 2,
      userId: account.userId,
      scopes: ['magento:products:write', 'status:read'],
    });
    clock.advance(4 * HOUR_MS - 1);
    expect(await access.authenticate(`Bearer ${text ?? ''}`)).not.toBeNull();
    clock.advance(1);
    expect(await access.authenticate(`Bearer ${text ?? ''}`)).toBeNull();
  });

  it('logins of one account are one owner', async () => {
    const { access } = await setUpAnna();
    const texts = [
      await access.issueAdminToken('anna', 'correct horse'),
      await access.issueAdminToken('anna', 'correct horse'),
    ];
    expect(new Set(texts).size).toBe(2);
    const callers = await Promise.all(texts.map((text) => access.authenticate(`Bearer ${text ?? ''}`)));
    expect(new Set(callers.map((caller) => caller?.owner))).toEqual(new Set(['admin:anna']));
  });
});

describe('issueCustomerToken', () => {
  it('gives a token that may do nothing but be the customer, for 1 h', async () => {
    const { access, clock } = setUp();
    const text = await access.issueCustomerToken(17);
    const caller = { owner: 'customer:17', kind: 'customer', userType: 3, userId: 17, scopes: [] };
    expect(await access.authenticate(`Bearer ${text}`)).toMatchObject(caller);
    clock.advance(HOUR_MS);
    expect(await access.authenticate(`Bearer ${text}`)).toBeNull();
  });
});
