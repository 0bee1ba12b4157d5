import type { HttpAnswer, HttpCall } from './harness/http';
import { untilTrue } from './harness/poll';
import { idOfToken, makeToken, runTokenCli } from './harness/token-cli';
import { bearer, inQuery, useGuarded } from './guarded-instance.fixture';
import { FORMS } from './magento/route-call.fixture';
import { addressOf, readAddressOf } from './magento/bad-calls.fixture';
import { documentedReads, documentedWrites } from './magento/documented-routes.fixture';

const CONSUMERS = ['products', 'prices', 'inventory', 'customers', 'sales', 'content'];
const REVOKED_MS = 5_000;

const unauthorized = (resources: string): object => ({
  status: 401,
  json: { message: "The consumer isn't authorized to access %resources.", parameters: { resources } },
});

const seen = ({ status, json }: HttpAnswer): object => ({ status, json });

interface Guarded {
  readonly name: string;
  readonly call: HttpCall;
  readonly acl: string;
  readonly scope: string;
}

/** Every route in every form, as a call that is harmless where it is let in. */
const GUARDED: readonly Guarded[] = [
  ...documentedWrites().flatMap((route) =>
    FORMS.map((form) => ({
      name: `${route.verb} ${route.path}, ${form}`,
      call: {
        method: route.verb,
        path: addressOf(route, form),
        headers: { 'content-type': 'application/json' },
        // An empty bulk is no error; elsewhere the body is not even read before the caller is known.
        body: form === 'bulk' ? '[]' : '{"broken',
      },
      acl: route.acl,
      scope: route.scope,
    })),
  ),
  ...documentedReads().map((route) => ({
    name: `${route.verb} ${route.path}`,
    call: { method: route.verb, path: readAddressOf(route) },
    acl: route.acl,
    scope: route.scope,
  })),
];
const anonymous = GUARDED.filter(({ scope }) => scope === 'none');
const guarded = GUARDED.filter(({ scope }) => scope !== 'none');
const scoped = guarded.filter(({ scope }) => scope !== 'any valid token');
const consumerOf = ({ scope }: Guarded): string => scope.split(':')[1] ?? '';

const withHeader = (call: HttpCall, authorization: string): HttpCall => ({
  ...call,
  headers: { ...call.headers, authorization },
});

const mistyped = (token: string): string => `${token.slice(0, -1)}${token.endsWith('a') ? 'b' : 'a'}`;

const ALL = CONSUMERS.flatMap((consumer) => ['write', 'read'].map((right) => `magento:${consumer}:${right}`));

const TOKENS = new Map<string, readonly string[]>([
  ['admin', ['admin']],
  ...CONSUMERS.flatMap((consumer): [string, readonly string[]][] => [
    [`only ${consumer}:write`, [`magento:${consumer}:write`]],
    [`only ${consumer}:read`, [`magento:${consumer}:read`]],
    [`all but ${consumer}`, ALL.filter((scope) => !scope.includes(`:${consumer}:`))],
  ]),
]);

describe('who may call what', () => {
  const { client, cli, token, as } = useGuarded(TOKENS);

  const refusals = async (send: (call: HttpCall) => Promise<HttpAnswer>): Promise<void> => {
    const got = await Promise.all(
      guarded.map(async ({ name, call }) => ({ name, ...seen(await send(call)) })),
    );
    expect(got).toEqual(guarded.map(({ name, acl }) => ({ name, ...unauthorized(acl) })));
  };

  describe('every route', () => {
    it('has an access of its own', () => {
      expect(anonymous.map(({ name }) => name)).toEqual(
        expect.arrayContaining(['POST /customers, bulk', 'POST /customers, async', 'POST /customers, sync']),
      );
      for (const { scope } of scoped) expect(scope).toMatch(/^magento:\w+:(?:write|read)$|^status:/);
    });

    it('refuses who has no token', () => refusals((call) => client.send(call)));

    it.each([
      [
        'a token in the query string',
        (call: HttpCall) => ({ ...call, path: inQuery(call.path, token('admin')) }),
      ],
      ['a malformed one', (call: HttpCall) => withHeader(call, 'Bearer slc_nonsense')],
      ['another scheme', (call: HttpCall) => withHeader(call, `Basic ${token('admin')}`)],
      [
        'the last character changed',
        (call: HttpCall) => withHeader(call, `Bearer ${mistyped(token('admin'))}`),
      ],
    ])('refuses %s', (_name, change) => refusals((call) => client.send(change(call))));

    it.each(CONSUMERS)('refuses who may do all but what is about %s', async (consumer) => {
      const rows = scoped.filter((row) => consumerOf(row) === consumer);
      const got = await Promise.all(
        rows.map(async ({ name, call }) => ({ name, ...seen(await as(`all but ${consumer}`, call)) })),
      );
      expect(rows.length).toBeGreaterThan(0);
      expect(got).toEqual(rows.map(({ name, acl }) => ({ name, ...unauthorized(acl) })));
    });

    it.each(CONSUMERS)('lets in who may do no more than what it asks for, about %s', async (consumer) => {
      const rows = scoped.filter((row) => consumerOf(row) === consumer);
      const isRefused = async (right: string, call: HttpCall): Promise<boolean> =>
        (await as(`only ${consumer}:${right}`, call)).status === 401;
      const got = await Promise.all(
        rows.map(async ({ name, call }) => ({
          name,
          reader: await isRefused('read', call),
          writer: await isRefused('write', call),
        })),
      );
      // Who may write may read, and not the other way round.
      const expected = rows.map(({ name, scope }) => ({
        name,
        reader: scope.endsWith(':write'),
        writer: false,
      }));
      expect(got).toEqual(expected);
    });

    it('lets admins in everywhere, and everybody where nobody is asked', async () => {
      const isRefused = async (sent: Promise<HttpAnswer>): Promise<boolean> => (await sent).status === 401;
      const refused = await Promise.all([
        ...guarded.map(({ call }) => isRefused(as('admin', call))),
        ...anonymous.map(({ call }) => isRefused(client.send(call))),
      ]);
      const names = [...guarded, ...anonymous].map(({ name }) => name);
      expect(names.filter((_, index) => refused[index])).toEqual([]);
    });
  });

  it.each(['/rest/async/bulk/schema', '/rest/async/schema', '/rest/V1/store/websites'])(
    '%s needs a token, whatever it may do',
    async (path) => {
      expect((await client.send({ path })).status).toBe(401);
      expect((await as('only content:read', { path })).status).toBe(200);
    },
  );

  describe('a token', () => {
    const products = (text: string): Promise<HttpAnswer> =>
      client.send({ path: '/rest/V1/store/storeViews', headers: bearer(text) });

    it('of another pepper is none', async () => {
      const foreign = await makeToken({ ...cli(), env: { SLUICE_TOKEN_PEPPER: 'x'.repeat(40) } }, ['admin']);
      expect((await products(foreign)).status).toBe(401);
    });

    it('that has expired is none', async () => {
      const short = await makeToken(cli(), ['admin'], ['--expires', '2s']);
      expect((await products(short)).status).toBe(200);
      await untilTrue(async () => (await products(short)).status === 401, {
        what: 'expired',
        timeoutMs: 4_000,
      });
    });

    it('that is revoked is none within 5 s', async () => {
      const gone = await makeToken(cli(), ['admin'], ['--name', 'to be revoked']);
      expect((await products(gone)).status).toBe(200);
      expect((await runTokenCli(['revoke', idOfToken(gone)], cli())).code).toBe(0);
      await untilTrue(async () => (await products(gone)).status === 401, {
        what: 'revoked',
        timeoutMs: REVOKED_MS,
      });
      const { stdout } = await runTokenCli(['list'], cli());
      expect(stdout).toMatch(/revoked .*to be revoked/);
      expect(stdout).not.toContain(gone);
    });
  });
});
