import { PortError } from '@sluice/ports';
import { UUID, startRestApp, type RestApp } from './rest-app.fixture';

const HASH = 'ab'.repeat(32);
const BULK = '/rest/async/bulk/V1/products';
const TOPIC = 'async.magento.catalog.api.productrepositoryinterface';
const OUTAGE = { message: 'Something went wrong while processing the request.' };

const BULK_BY_SKU = '/async/bulk/V1/products/bySku';
const SAVE_POST = { method: 'POST', call: 'save.post', action: 'upsert' };
const SAVE_PUT = { method: 'PUT', call: 'save.put', action: 'upsert' };
const DELETE = { method: 'DELETE', call: 'deletebyid.delete', action: 'delete' };
const ITEMS = [{ product: { sku: 'A/1' } }];
const ALL = { scope: 'all' };

/** Every form of the three routes, and what of it reaches `accept`. */
const CALLS = [
  { ...SAVE_POST, path: BULK, body: ITEMS, scope: {} },
  { ...SAVE_POST, path: '/rest/all/async/bulk/V1/products//', body: ITEMS, scope: ALL },
  { ...SAVE_PUT, path: `/rest/french${BULK_BY_SKU}`, body: ITEMS, scope: { scope: 'french' } },
  { ...SAVE_PUT, method: 'PATCH', path: `/rest${BULK_BY_SKU}`, body: ITEMS, scope: {} },
  { ...DELETE, path: `/rest/default${BULK_BY_SKU}`, body: [{ sku: 'A/1' }], scope: { scope: 'default' } },
  { ...SAVE_POST, path: '/rest/async/V1/products', body: ITEMS[0], scope: {} },
  { ...SAVE_PUT, path: '/rest/all/async/V1/products/A%2F1', body: { product: { sku: 'other' } }, scope: ALL },
  { ...SAVE_PUT, path: '/rest/async/V1/products/A%2F1', body: { product: {}, sku: 'x' }, scope: {} },
  { ...SAVE_PUT, method: 'PATCH', path: '/rest/async/V1/products/A%2F1', body: { product: {} }, scope: {} },
  { ...DELETE, path: '/rest/async/V1/products/A%2F1?sku=other', body: { sku: 'third' }, scope: {} },
];

describe('accepting', () => {
  let app: RestApp;
  beforeEach(async () => {
    app = await startRestApp();
  });
  afterEach(() => app.close());

  it('answers 202 with the keys in the order of the contract', async () => {
    const answer = await app.post(BULK, [{ product: { sku: 'A' } }, { product: { sku: 'x'.repeat(1025) } }]);
    expect(answer.status).toBe(202);
    expect(answer.text).toBe(
      `{"bulk_uuid":"${UUID}","request_items":[{"id":0,"data_hash":"${HASH}","status":"accepted"},` +
        '{"id":1,"data_hash":null,"status":"rejected","error_message":"The sku is longer than 1024 bytes.",' +
        '"error_code":0}],"errors":true}',
    );
  });

  it.each(CALLS)('$method $path', async ({ method, path, body, call, action, scope }) => {
    expect((await app.post(path, body, method)).status).toBe(202);
    expect(app.accepted).toEqual([
      {
        dialect: 'magento',
        entity: 'product',
        description: `${TOPIC}.${call}`,
        ...scope,
        userType: 1,
        userId: 0,
        owner: null,
        items: [{ kind: 'operation', action, key: 'a/1', payload: { sku: 'A/1' } }],
      },
    ]);
  });

  it('deletes without a body and without a Content-Type', async () => {
    const answer = await app.send({ method: 'DELETE', path: '/rest/async/V1/products/24-MB01' });
    expect(answer.status).toBe(202);
    expect(app.accepted[0]?.items).toEqual([
      { kind: 'operation', action: 'delete', key: '24-mb01', payload: { sku: '24-MB01' } },
    ]);
  });

  it.each([
    ['an empty list', '[]'],
    ['an empty object', '{}'],
    ['an empty body', ''],
  ])('%s is an empty bulk', async (_name, body) => {
    const headers = { 'content-type': 'application/json' };
    const answer = await app.send({ method: 'POST', path: BULK, headers, body });
    expect([answer.status, answer.text]).toEqual([
      202,
      `{"bulk_uuid":"${UUID}","request_items":[],"errors":false}`,
    ]);
  });

  it('reads an object of items by its values', async () => {
    const answer = await app.post(BULK, {
      first: { product: { sku: 'A' } },
      second: { product: { sku: 'B' } },
    });
    expect(answer.status).toBe(202);
    expect(app.accepted[0]?.items.map((item) => item.kind === 'operation' && item.key)).toEqual(['a', 'b']);
  });

  it.each(['application/json', 'text/html, */*;q=0.1', 'application/xml', '', 'APPLICATION/JSON; q=0.9'])(
    'takes Accept: %s',
    async (accept) => {
      const headers = { 'content-type': 'application/json; charset=UTF-8', accept };
      expect((await app.send({ method: 'POST', path: BULK, headers, body: '[]' })).status).toBe(202);
    },
  );

  it.each([
    ['an unavailable store', new PortError('unavailable', 'secret host')],
    ['a closing port', new PortError('closed', 'closing')],
    ['a bug', new TypeError('boom')],
  ])('answers 503 with Retry-After for %s', async (_name, error) => {
    app.behind.accept = () => Promise.reject(error);
    const answer = await app.post(BULK, []);
    expect([answer.status, answer.headers['retry-after'], answer.json]).toEqual([503, '5', OUTAGE]);
  });

  it('answers 503 when accepting takes longer than the deadline', async () => {
    const delays: number[] = [];
    app.behind.accept = () => new Promise(() => undefined);
    app.behind.clock = { now: () => 0, delay: (ms) => Promise.resolve(void delays.push(ms)) };
    const answer = await app.post(BULK, []);
    expect([answer.status, answer.json, delays]).toEqual([503, OUTAGE, [10_000]]);
  });
});
