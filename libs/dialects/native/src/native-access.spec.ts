import { PortError } from '@sluice/ports';
import type { BulkQueries } from '@sluice/tracking';
import { EVERYBODY, startNativeApp, type Answer, type NativeApp } from './native-app.fixture';
import type { Caller, Guard } from './authorize';
import { UUID, bulkStatus, fakeQueries, type FakeQueries } from './bulk-queries.fixture';
import { NATIVE_ROUTES } from './routes';

const MINE = 'integration:mine';
const FOREIGN_UUID = UUID.replace('0a', '0b');
const UNKNOWN_UUID = UUID.replace('0a', '0c');

const callerWith = (...scopes: string[]): Caller => ({ owner: MINE, may: (scope) => scopes.includes(scope) });

const CALLERS = new Map<string | undefined, Caller>([
  ['Bearer none', callerWith()],
  ['Bearer own', callerWith('status:read')],
  ['Bearer any', callerWith('status:read', 'status:read:any')],
  ['Bearer nobody', { owner: null, may: (scope) => scope === 'status:read' }],
]);

/** Paths of the table with a bulk in them. */
const pathsOf = (uuid: string): string[] => NATIVE_ROUTES.map(({ path }) => path.replace(':uuid', uuid));
const ofOneBulk = (uuid: string): string[] => pathsOf(uuid).filter((path) => path.includes(uuid));

let queries: FakeQueries;
let app: NativeApp | undefined;
const asked: (string | undefined)[] = [];

async function start(guard: Partial<Guard> & { readonly queries?: BulkQueries } = {}): Promise<void> {
  const authenticate: Guard['authenticate'] = (header) => {
    asked.push(header);
    return Promise.resolve(CALLERS.get(header) ?? null);
  };
  app = await startNativeApp({ queries, authenticate, ...guard });
}

async function ask(path: string, token?: string): Promise<Answer> {
  const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const res = await fetch(`${app?.url ?? ''}${path}`, { headers });
  return { status: res.status, headers: res.headers, body: (await res.json()) as Record<string, unknown> };
}

beforeEach(() => {
  asked.length = 0;
  queries = fakeQueries([
    bulkStatus({ owner: MINE }),
    bulkStatus({ bulkUuid: FOREIGN_UUID, owner: 'integration:other' }),
    bulkStatus({ bulkUuid: FOREIGN_UUID.replace('0b', '0d'), owner: null }),
  ]);
});

afterEach(() => app?.close());

describe('without a valid token', () => {
  it.each(pathsOf(UUID))('%s: 401 as a problem that names the scheme', async (path) => {
    await start();
    for (const token of [undefined, 'forged']) {
      const { status, headers, body } = await ask(path, token);
      expect([status, headers.get('www-authenticate'), headers.get('cache-control')]).toEqual([
        401,
        'Bearer',
        'no-store',
      ]);
      expect(headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
      expect(body).toMatchObject({ type: 'about:blank', title: 'Unauthorized', status: 401 });
    }
    expect(queries.asked).toEqual([]);
  });

  it('a token in the query string is never looked at', async () => {
    await start();
    const sent = 'access_token=any&token=any&authorization=Bearer%20any';
    for (const path of pathsOf(UUID)) {
      expect((await ask(`${path}?${sent}`)).status).toBe(401);
    }
    expect(asked).toEqual(NATIVE_ROUTES.map(() => undefined));
  });

  it('a bad query is not told of', async () => {
    await start();
    expect((await ask('/bulks?limit=0')).status).toBe(401);
  });

  it('that is no 401 where tokens cannot be looked up', async () => {
    await start({ authenticate: () => Promise.reject(new PortError('unavailable', 'secret text')) });
    const { status, headers, body } = await ask('/bulks', 'own');
    expect([status, headers.get('retry-after')]).toEqual([503, '5']);
    expect(JSON.stringify(body)).not.toContain('secret');
  });
});

describe('the list of bulks', () => {
  it('403 that names the scope, for a token without it', async () => {
    await start();
    const { status, headers, body } = await ask('/bulks', 'none');
    expect([status, headers.get('content-type')]).toEqual([403, 'application/problem+json; charset=utf-8']);
    expect(body).toMatchObject({ title: 'Forbidden', status: 403 });
    expect(body.detail).toContain('status:read');
    expect(queries.asked).toEqual([]);
  });

  const uuidsFor = async (token: string): Promise<unknown[]> => {
    const { body } = await ask('/bulks', token);
    return (body.items as Record<string, unknown>[]).map((item) => item.bulk_uuid);
  };

  it('is one of the own bulks, for status:read', async () => {
    await start();
    expect(await uuidsFor('own')).toEqual([UUID]);
    expect(queries.asked).toEqual([{ limit: 101, owner: MINE }]);
  });

  it('is one of all bulks, for status:read:any', async () => {
    await start();
    expect(await uuidsFor('any')).toHaveLength(3);
  });

  it('is empty for who is nobody in particular, and not one of the bulks without an owner', async () => {
    await start();
    expect(await uuidsFor('nobody')).toEqual([]);
  });

  it('is one of all bulks where nobody is asked for a token', async () => {
    await start({ authenticate: () => Promise.resolve(EVERYBODY) });
    expect(await uuidsFor('none')).toHaveLength(3);
  });
});

describe('one bulk', () => {
  it('can always be read by its owner', async () => {
    await start();
    for (const path of ofOneBulk(UUID)) expect((await ask(path, 'none')).status).toBe(200);
  });

  it.each(['none', 'own', 'nobody'])('of others answers %s exactly as an unknown one', async (token) => {
    await start();
    for (const [index, path] of ofOneBulk(FOREIGN_UUID).entries()) {
      const foreign = await ask(path, token);
      const unknown = await ask(ofOneBulk(UNKNOWN_UUID)[index] ?? '', token);
      expect(foreign.status).toBe(404);
      expect(foreign.body).toEqual(unknown.body);
      expect([...foreign.headers.keys()]).toEqual([...unknown.headers.keys()]);
    }
  });

  it("without an owner is nobody's own", async () => {
    await start();
    expect((await ask(`/bulks/${FOREIGN_UUID.replace('0b', '0d')}`, 'nobody')).status).toBe(404);
  });

  it('of others can be read with status:read:any', async () => {
    await start();
    for (const path of ofOneBulk(FOREIGN_UUID)) expect((await ask(path, 'any')).status).toBe(200);
  });
});

describe('requests that come too fast', () => {
  const counted: (string | null)[] = [];
  beforeEach(async () => {
    counted.length = 0;
    await start({
      requestRate: ({ owner }, req) => {
        counted.push(owner ?? req.socket.remoteAddress ?? null);
        return { retryAfterS: 7, message: 'Too many requests (SLUICE_REQUESTS_PER_MINUTE).' };
      },
    });
  });

  it.each(pathsOf(UUID))('%s: 429 as a problem, with Retry-After and the message', async (path) => {
    const { status, headers, body } = await ask(path, 'any');
    expect([status, headers.get('retry-after')]).toEqual([429, '7']);
    expect(body).toMatchObject({ title: 'Too Many Requests', status: 429 });
    expect(body.detail).toContain('SLUICE_REQUESTS_PER_MINUTE');
    expect(queries.asked).toEqual([]);
  });

  it('count by owner, and by address without a valid token', async () => {
    await ask('/bulks', 'own');
    expect((await ask('/bulks', 'forged')).status).toBe(429);
    expect(counted).toEqual([MINE, '127.0.0.1']);
  });
});

describe('the table of routes', () => {
  it.each(NATIVE_ROUTES.map((route) => [`${route.method} ${route.path}`, route] as const))(
    '%s declares who may call it',
    (_name, { access }) => {
      expect(access).toMatch(/^(any|status:read)$/);
    },
  );
});
