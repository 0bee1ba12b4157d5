import type { HttpAnswer } from './harness/http';
import { untilTrue } from './harness/poll';
import { runTokenCli } from './harness/token-cli';
import { bearer, inQuery, useGuarded } from './guarded-instance.fixture';

const PRODUCTS = '/rest/async/bulk/V1/products';
const UNKNOWN = '00000000-0000-4000-8000-000000000000';

const TOKENS = new Map([
  ['admin', ['admin']],
  ['status', ['status:read']],
  ['any', ['status:read:any']],
  ['payload', ['status:read:any', 'status:payload']],
  ['alice', ['magento:products:write']],
  ['bob', ['magento:products:write']],
]);

describe('whose is what', () => {
  const { client, cli, token, as } = useGuarded(TOKENS);
  const sendAs = (name: string, verb: string, items: readonly unknown[]): Promise<HttpAnswer> =>
    as(name, {
      method: verb,
      path: `${PRODUCTS}${verb === 'POST' ? '' : '/bySku'}`,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(items),
    });

  describe('a bulk', () => {
    let uuid: string;
    beforeAll(async () => {
      const items = [{ product: { sku: 'owned', name: 'x' } }];
      uuid = ((await sendAs('alice', 'POST', items)).json as { bulk_uuid: string }).bulk_uuid;
      const failing = [{ sku: 'never-there' }];
      const deleted = await sendAs('alice', 'DELETE', failing);
      failed = (deleted.json as { bulk_uuid: string }).bulk_uuid;
      const done = async (): Promise<boolean> => {
        const answer = await as('alice', { path: `/bulks/${failed}` });
        return (answer.json as { state: string }).state === 'finished';
      };
      await untilTrue(done, { what: 'the bulk finished', timeoutMs: 20_000 });
    });
    let failed: string;
    const views = (id: string): string[] => [
      `/rest/V1/bulk/${id}/status`,
      `/rest/V1/bulk/${id}/detailed-status`,
      `/rest/V1/bulk/${id}/operation-status/3`,
      `/bulks/${id}`,
      `/bulks/${id}/operations`,
    ];

    it('may always be read by who sent it', async () => {
      for (const path of views(failed)) {
        expect({ path, status: (await as('alice', { path })).status }).toEqual({ path, status: 200 });
      }
      const count = await as('alice', { path: `/rest/V1/bulk/${failed}/operation-status/3` });
      expect(count.text).toBe('1');
    });

    it.each(['bob', 'status'])(
      'of somebody else answers %s exactly as one that is not there',
      async (name) => {
        const [foreign, unknown] = [views(failed), views(UNKNOWN)];
        for (const [index, path] of foreign.entries()) {
          const [one, other] = [await as(name, { path }), await as(name, { path: unknown[index] ?? '' })];
          expect({ status: one.status, text: one.text.replaceAll(failed, UNKNOWN) }).toEqual({
            status: other.status,
            text: other.text,
          });
        }
      },
    );

    it('may be read by who may read those of everybody', async () => {
      for (const path of views(uuid)) {
        expect({ path, status: (await as('any', { path })).status }).toEqual({ path, status: 200 });
      }
    });

    it('shows what was sent only to who may see payloads', async () => {
      const dataFor = async (name: string): Promise<unknown> => {
        const answer = await as(name, { path: `/rest/V1/bulk/${failed}/detailed-status` });
        return (answer.json as { operations_list: { serialized_data: unknown }[] }).operations_list[0]
          ?.serialized_data;
      };
      expect(await dataFor('any')).toBeNull();
      expect(await dataFor('alice')).toBeNull();
      expect(await dataFor('payload')).toContain('never-there');
    });

    it('is listed and found only by who may', async () => {
      const search = '/rest/V1/bulk?searchCriteria[pageSize]=10';
      for (const path of ['/bulks', search]) {
        expect((await as('any', { path })).text).toContain(failed);
        const own = await as('status', { path });
        expect(own.status).toBe(200);
        expect(own.text).not.toContain(failed);
      }
      const native = await as('alice', { path: '/bulks' });
      expect(native.status).toBe(403);
      expect(native.headers['content-type']).toMatch(/^application\/problem\+json/);
      expect((await as('alice', { path: search })).status).toBe(401);
    });

    it.each(['/bulks', `/bulks/${UNKNOWN}`, `/bulks/${UNKNOWN}/operations`])(
      'natively needs a token: %s',
      async (path) => {
        for (const call of [{ path }, { path: inQuery(path, token('admin')) }]) {
          const answer = await client.send(call);
          expect(answer.status).toBe(401);
          expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
          expect(answer.headers['www-authenticate']).toMatch(/^Bearer/);
        }
      },
    );

    it('probes need none', async () => {
      expect((await client.send({ path: '/livez' })).status).toBe(200);
      expect((await client.send({ path: '/readyz' })).status).toBe(200);
    });
  });

  describe('logging in', () => {
    const logIn = (who: 'admin' | 'customer', username: string, password: unknown): Promise<HttpAnswer> =>
      client.sendJson('POST', `/rest/V1/integration/${who}/token`, { username, password });

    it('an account gets a token with its scopes', async () => {
      const made = await runTokenCli(['account', 'erp', '--scope', 'magento:products:write'], {
        ...cli(),
        input: 'Long-enough-1\n',
      });
      expect(made.code).toBe(0);
      const answer = await logIn('admin', 'erp', 'Long-enough-1');
      expect(answer.status).toBe(200);
      const mine = bearer(String(answer.json));
      const sku = await client.send({ path: '/rest/V1/products/never-there', headers: mine });
      expect(sku.status).toBe(404);
      const customer = await client.send({ path: '/rest/V1/customers/1', headers: mine });
      expect(customer.status).toBe(401);
    });

    it.each([
      ['admin', 'erp', 'wrong-password'],
      ['admin', 'nobody', 'Long-enough-1'],
      ['customer', 'nobody@example.com', 'Long-enough-1'],
    ] as const)('%s %s with a wrong password is 401', async (who, name, password) => {
      const answer = await logIn(who, name, password);
      expect({ status: answer.status, json: answer.json }).toEqual({
        status: 401,
        json: {
          message:
            'The account sign-in was incorrect or your account is disabled temporarily. Please wait and try again later.',
        },
      });
    });

    it('without name or password it is 400', async () => {
      const answer = await client.sendJson('POST', '/rest/V1/integration/admin/token', {});
      expect(answer.status).toBe(400);
      expect(answer.text).toContain('is required. Enter and try again.');
    });

    it('a customer gets a token that is good for no more than any valid one', async () => {
      const customer = { email: 'ada@example.com', firstname: 'Ada', lastname: 'Byron' };
      const made = await client.sendJson('POST', '/rest/V1/customers', { customer, password: 'Engine-1843' });
      expect(made.status).toBe(200);
      const answer = await logIn('customer', customer.email, 'Engine-1843');
      expect(answer.status).toBe(200);
      const headers = bearer(String(answer.json));
      expect((await client.send({ path: '/rest/V1/store/storeViews', headers })).status).toBe(200);
      expect((await client.send({ path: '/rest/V1/products/x', headers })).status).toBe(401);
    });
  });
});
