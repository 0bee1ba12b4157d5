import { READ_ROUTES, WRITE_ROUTES } from './modules/modules';
import { startRestApp, type RestApp } from './rest-app.fixture';
import type { Caller } from './rest-call';
import { scopeOf } from './route-table';

const SCOPE =
  /^(any|anonymous|status:read|magento:(products|prices|inventory|customers|sales|content):(read|write))$/;

describe('every route of the dialect declares who may call it', () => {
  it.each(WRITE_ROUTES.map((row) => [`${row.verb} ${row.path}`, row] as const))('%s', (_name, row) => {
    expect(scopeOf(row)).toMatch(SCOPE);
    expect(row.acl).toMatch(/^(anonymous|Magento_\w+::\w+)$/);
  });

  it.each(READ_ROUTES.map((row) => [`${row.verb} ${row.path}`, row] as const))('%s', (_name, row) => {
    expect(row.access).toMatch(SCOPE);
    // A token may be limited to entities: a row that shows some says which.
    expect(row.entity === undefined).toBe(!row.access.startsWith('magento:'));
    expect(row.acl).toMatch(/^(anonymous|Magento_\w+::\w+)$/);
  });
});

const BULK = '/rest/async/bulk/V1/products';
const unauthorized = (resources: string): object => ({
  message: "The consumer isn't authorized to access %resources.",
  parameters: { resources },
});

describe('callers', () => {
  let app: RestApp;
  const seen: (string | undefined)[] = [];
  const callerWith = (...scopes: string[]): Caller => ({
    owner: 'integration:1',
    userType: 1,
    userId: 3,
    may: (scope) => scopes.includes(scope),
  });
  beforeEach(async () => {
    seen.length = 0;
    app = await startRestApp();
    app.behind.authenticate = (header) => {
      seen.push(header);
      return Promise.resolve(header === 'Bearer writer' ? callerWith('magento:products:write') : null);
    };
  });
  afterEach(() => app.close());

  const call = (headers: Record<string, string>, path = BULK) =>
    app.send({
      method: 'POST',
      path,
      body: '[]',
      headers: { 'content-type': 'application/json', ...headers },
    });

  it('without a valid token are told the ACL name, before their body is looked at', async () => {
    const answer = await app.send({ method: 'POST', path: BULK, body: '{', headers: {} });
    expect([answer.status, answer.json]).toEqual([401, unauthorized('Magento_Catalog::products')]);
    expect(app.accepted).toEqual([]);
  });

  it('with a token of too few scopes are told the same', async () => {
    const answer = await call({ authorization: 'Bearer writer' }, '/rest/async/bulk/V1/products/base-prices');
    expect([answer.status, answer.json]).toEqual([401, unauthorized('Magento_Catalog::catalog')]);
  });

  it('are known by the header alone', async () => {
    const answer = await call({}, `${BULK}?access_token=writer&authorization=Bearer%20writer`);
    expect([answer.status, seen]).toEqual([401, [undefined]]);
  });

  const customer = (fields: object): string =>
    JSON.stringify({ customer: { email: 'ann@example.org', firstname: 'Ann', lastname: 'Lee', ...fields } });
  const signUp = (form: 'single' | 'bulk', fields: object, headers: Record<string, string> = {}) =>
    app.send({
      method: 'POST',
      path: form === 'bulk' ? '/rest/async/bulk/V1/customers' : '/rest/async/V1/customers',
      body: form === 'bulk' ? `[${customer({})},${customer(fields)}]` : customer(fields),
      headers: { 'content-type': 'application/json', ...headers },
    });

  it.each(['single', 'bulk'] as const)('that sign up (%s) may not choose their group', async (form) => {
    for (const fields of [{ group_id: 3 }, { groupId: '3' }, { group_id: 0 }]) {
      const answer = await signUp(form, fields);
      expect([answer.status, answer.json]).toEqual([401, unauthorized('Magento_Customer::manage')]);
      expect((await signUp(form, fields, { authorization: 'Bearer writer' })).status).toBe(401);
    }
    expect(app.accepted).toEqual([]);
    expect((await signUp(form, {})).status).toBe(202);
  });

  it('that may write customers choose the group of a new one', async () => {
    app.behind.authenticate = () => Promise.resolve(callerWith('magento:customers:write'));
    expect((await signUp('bulk', { group_id: 3 })).status).toBe(202);
    expect(app.accepted[0]).toMatchObject({ items: [{}, { payload: { group_id: 3 } }] });
  });

  it('own what they send', async () => {
    expect((await call({ authorization: 'Bearer writer' })).status).toBe(202);
    expect(app.accepted[0]).toMatchObject({ owner: 'integration:1', userType: 1, userId: 3 });
  });

  it('learn nothing of routes and stores that there are not', async () => {
    expect((await call({}, '/rest/async/bulk/V1/nothing')).status).toBe(404);
    expect((await call({}, '/rest/german/async/bulk/V1/products')).status).toBe(400);
  });
});
