import { PortError, type StoredAggregate } from '@sluice/ports';
import type { ProductDocument } from '@sluice/schemas';
import { startRestApp, type RestApp } from './rest-app.fixture';

const document: ProductDocument = {
  sku: 'A/B',
  type_id: 'simple',
  attribute_set_id: 4,
  created_at: 'c',
  updated_at: 'u',
  global: { name: 'global', custom_attributes: [] },
  stores: [
    { code: 'default', values: { name: 'default', custom_attributes: [] } },
    { code: 'french', values: { name: 'french', custom_attributes: [] } },
  ],
  attributes: {},
};
const NOT_FOUND = {
  message: "The product that was requested doesn't exist. Verify the product and try again.",
};

const stored = (kept: unknown): StoredAggregate => ({
  key: 'a/b',
  revision: 1,
  id: 12,
  document: kept,
  ledger: { epoch: 1, lanes: [], recent: new Uint8Array(), last: null, kept: [] },
});

describe('GET products/{sku}', () => {
  let app: RestApp;
  beforeAll(async () => {
    app = await startRestApp();
  });
  afterAll(() => app.close());

  const holding = (kept: unknown): void => {
    app.behind.read = (collection, keys) => {
      const found = collection === 'products' ? keys.filter((key) => key === 'a/b') : [];
      return Promise.resolve(new Map(found.map((key) => [key, stored(kept)])));
    };
  };

  it.each([
    ['/rest/V1/products/a%2FB', 'default'],
    ['/rest/default/V1/products/A%2Fb/', 'default'],
    ['/rest/all/V1/products/A%2Fb?fields=sku', 'global'],
    ['/rest/french/V1/products/A%2Fb', 'french'],
  ])('%s', async (path, name) => {
    holding(document);
    const answer = await app.send({ path });
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({ id: 12, sku: 'A/B', name });
  });

  it('does not find what is not there, a tombstone, or what can be no key', async () => {
    holding(null);
    for (const sku of ['a%2Fb', 'other', '__proto__', 'x'.repeat(1025)]) {
      const answer = await app.send({ path: `/rest/V1/products/${sku}` });
      expect([answer.status, answer.json]).toEqual([404, NOT_FOUND]);
    }
  });

  it('answers 503 while the store is away', async () => {
    app.behind.read = () => Promise.reject(new PortError('unavailable', 'away'));
    const answer = await app.send({ path: '/rest/V1/products/A' });
    expect([answer.status, answer.headers['retry-after']]).toEqual([503, '5']);
  });
});
