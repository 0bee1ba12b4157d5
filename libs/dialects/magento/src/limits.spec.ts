import { IntakeRefused } from '@sluice/intake';
import { startRestApp, type RestApp } from './rest-app.fixture';

const BULK = '/rest/async/bulk/V1/products';
const PRODUCT = { product: { sku: 'A', name: 'A', attribute_set_id: 4, price: 1 } };

describe('limits that ask for patience', () => {
  let app: RestApp;
  beforeEach(async () => {
    app = await startRestApp();
  });
  afterEach(() => app.close());

  it('consumers that lag: 503 with what lags, the setting and Retry-After', async () => {
    const message =
      'The consumers of sluice.operations.products lag 950 s behind (limit SLUICE_MAX_LAG_S=900).';
    app.behind.accept = () => Promise.reject(new IntakeRefused('lag', 30, message));
    const answer = await app.post(BULK, [PRODUCT]);
    expect([answer.status, answer.headers['retry-after'], answer.json]).toEqual([503, '30', { message }]);
  });

  it('too many items: 429 with the setting and Retry-After', async () => {
    const message = 'Too many items: the limit is 10 a minute (SLUICE_ITEMS_PER_MINUTE).';
    app.behind.accept = () => Promise.reject(new IntakeRefused('rate', 7, message));
    const answer = await app.post(BULK, [PRODUCT]);
    expect([answer.status, answer.headers['retry-after'], answer.json]).toEqual([429, '7', { message }]);
  });

  describe('too many requests', () => {
    const message = 'Too many requests: the limit is 10 a minute (SLUICE_REQUESTS_PER_MINUTE).';
    const counted: (string | null)[] = [];
    beforeEach(() => {
      counted.length = 0;
      app.behind.requestRate = ({ owner }, req) => {
        counted.push(owner ?? req.socket.remoteAddress ?? null);
        return { retryAfterS: 9, message };
      };
    });

    it.each([
      ['a bulk', 'POST', BULK],
      ['an async call', 'POST', '/rest/async/V1/products'],
      ['a sync call', 'POST', '/rest/V1/products'],
      ['reading', 'GET', '/rest/V1/products/A'],
      ['the status', 'GET', '/rest/V1/bulk/5b2d2b0e-6d5b-4a57-9d8c-0f4b7a0f6a11/status'],
      ['the schema', 'GET', '/rest/async/bulk/schema'],
      ['a login, which is open to everybody', 'POST', '/rest/V1/integration/admin/token'],
    ])('%s: 429 before the body is looked at, counted once', async (_name, method, path) => {
      const answer = await app.send({ method, path, ...(method === 'POST' ? { body: '{' } : {}) });
      expect([answer.status, answer.headers['retry-after'], answer.json]).toEqual([429, '9', { message }]);
      expect(counted).toHaveLength(1);
      expect(app.accepted).toEqual([]);
    });

    it('count by owner, and by address without a valid token', async () => {
      app.behind.authenticate = (header) =>
        Promise.resolve(
          header === 'Bearer a' ? { owner: 'integration:1', userType: 1, userId: 3, may: () => true } : null,
        );
      const send = (authorization: string) =>
        app.send({ method: 'POST', path: BULK, body: '[]', headers: { authorization } });
      await send('Bearer a');
      expect((await send('Bearer forged')).status).toBe(429);
      expect(counted).toEqual(['integration:1', expect.stringMatching(/127\.0\.0\.1$|::1$/)]);
    });
  });
});
