import {
  MAX_NESTED,
  badCallsOf,
  badReadsOf,
  readAddressOf,
  wrongVerbCalls,
} from './magento/bad-calls.fixture';
import type { BadRequest } from './magento/bad-calls.fixture';
import { documentedReads, documentedWrites } from './magento/documented-routes.fixture';
import type { HttpAnswer } from './harness/http';
import { startStandalone } from './harness/start-standalone';
import { useInstance } from './use-instance.fixture';

const writes = documentedWrites();
const reads = documentedReads();
const UNKNOWN = '00000000-0000-4000-8000-000000000000';

/** What a call is asked for by: each in a search of its own. */
const filter = (field: string, rest = ''): string =>
  `?searchCriteria[filter_groups][0][filters][0][field]=${field}` +
  `&searchCriteria[filter_groups][0][filters][0][value]=1${rest}`;

describe('bad input to every Magento route', () => {
  const { client } = useInstance(() =>
    startStandalone({ env: { SLUICE_MAX_NESTED_ITEMS: String(MAX_NESTED) } }),
  );

  const expectAnswers = async (requests: readonly BadRequest[]): Promise<void> => {
    const answers = await Promise.all(requests.map(({ call }) => client.send(call)));
    const got = requests.map(({ name }, index) => ({
      name,
      status: answers[index]?.status,
      body: answers[index]?.json,
    }));
    expect(got).toEqual(requests.map(({ name, status, body }) => ({ name, status, body })));
  };

  it('walks all there are', () => {
    expect(writes.length).toBeGreaterThanOrEqual(63);
    expect(reads.length).toBeGreaterThanOrEqual(20);
  });

  it.each(writes.map((route) => [`${route.verb} ${route.path}`, route] as const))('%s', (_name, route) =>
    expectAnswers(badCallsOf(route)),
  );

  it.each(reads.map((route) => [`${route.verb} ${route.path}`, route] as const))('%s', (_name, route) =>
    expectAnswers(badReadsOf(route)),
  );

  it('verbs that a path does not have', () => expectAnswers(wrongVerbCalls(writes)));

  describe('a search', () => {
    const lists = reads.filter(({ verb, path }) => verb === 'GET' && !path.includes(':'));
    const isSearch = ({ status, json }: HttpAnswer): boolean =>
      status === 400 &&
      (json as { parameters?: { fieldName?: string } }).parameters?.fieldName === 'searchCriteria';
    const searches: string[] = [];
    beforeAll(async () => {
      for (const route of lists) {
        const path = readAddressOf(route);
        if (isSearch(await client.send({ path }))) searches.push(path);
      }
    });

    it('is what products, customers, orders, rules, pages, blocks and operations are found by', () => {
      const wanted = ['/products', '/customers/search', '/orders', '/salesRules/search', '/bulk'];
      expect(searches).toEqual(expect.arrayContaining(wanted.map((path) => `/rest/V1${path}`)));
      expect(searches.length).toBeGreaterThanOrEqual(10);
    });

    const wrongType = (field: string, value: string): object => ({
      message:
        `Error occurred during "${field}" processing. The "${value}" value's type is invalid. ` +
        'The "int" type was expected. Verify and try again.',
    });
    it.each([
      ['an unknown field', filter('no_such_field'), { message: 'Invalid search field no_such_field' }],
      ['a field of every object', filter('__proto__'), { message: 'Invalid search field __proto__' }],
      [
        'an unknown condition',
        filter('status', '&searchCriteria[filter_groups][0][filters][0][condition_type]=resembles'),
        { message: 'Invalid condition type resembles' },
      ],
      [
        'an order by an unknown field',
        '?searchCriteria[sortOrders][0][field]=no_such_field',
        { message: 'Invalid search field no_such_field' },
      ],
      [
        'a direction there is not',
        '?searchCriteria[sortOrders][0][field]=status&searchCriteria[sortOrders][0][direction]=UP',
        { message: 'Invalid sort direction UP. It must be ASC or DESC.' },
      ],
      ['a page size in words', '?searchCriteria[pageSize]=many', wrongType('pageSize', 'many')],
      ['a page in words', '?searchCriteria[currentPage]=last', wrongType('currentPage', 'last')],
      [
        'a page that is too long',
        '?searchCriteria[page_size]=1000000',
        { message: 'Maximum SearchCriteria pageSize is %max', parameters: { max: 1000 } },
      ],
    ])('refuses %s', async (_name, query, body) => {
      const got = await Promise.all(
        searches.map(async (path) => {
          const { status, json } = await client.send({ path: `${path}${query}` });
          return { path, status, body: json };
        }),
      );
      expect(got).toEqual(searches.map((path) => ({ path, status: 400, body })));
    });
  });

  describe('a bulk that nobody knows', () => {
    it.each([UNKNOWN, 'not-a-uuid', '%24where', '__proto__'])('%s', async (uuid) => {
      const bulkUuid = decodeURIComponent(uuid);
      const unknown = { message: 'Bulk uuid %bulkUuid not exist', parameters: { bulkUuid } };
      for (const view of ['status', 'detailed-status']) {
        const answer = await client.send({ path: `/rest/V1/bulk/${uuid}/${view}` });
        expect({ status: answer.status, json: answer.json }).toEqual({ status: 404, json: unknown });
      }
      const count = await client.send({ path: `/rest/V1/bulk/${uuid}/operation-status/4` });
      expect([count.status, count.text]).toEqual([200, '0']);
      for (const path of [`/bulks/${uuid}`, `/bulks/${uuid}/operations`]) {
        const answer = await client.send({ path });
        expect(answer.status).toBe(404);
        expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
      }
    });
  });

  describe('the native status', () => {
    const list = `/bulks/${UNKNOWN}/operations`;
    it.each(['/bulks', `/bulks/${UNKNOWN}`, list])('%s is for reading only', async (path) => {
      for (const method of ['POST', 'PUT', 'DELETE', 'PATCH']) {
        const answer = await client.sendJson(method, path, {});
        expect([method, answer.status, answer.headers.allow]).toEqual([method, 405, 'GET, HEAD']);
        expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
      }
    });

    it.each([
      ['/bulks?limit=0', 'limit'],
      ['/bulks?limit=many', 'limit'],
      ['/bulks?state=sleeping', 'state'],
      ['/bulks?cursor=xx', 'cursor'],
      [`${list}?limit=0`, 'limit'],
      [`${list}?state=sleeping`, 'state'],
      [`${list}?cursor=xx`, 'cursor'],
    ])('names the parameter that is wrong: %s', async (path, parameter) => {
      const answer = await client.send({ path });
      expect(answer.json).toMatchObject({ status: 400, parameter });
      expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    });
  });

  describe('the cloud form', () => {
    const send = (path: string, headers: Record<string, string>, body = '[]') =>
      client.send({ method: 'POST', path, headers, body });
    const json = { 'content-type': 'application/json' };
    const bulk = '/acme/V1/async/bulk/products';

    it.each([
      [
        'an unknown store',
        bulk,
        { ...json, store: 'nowhere' },
        400,
        'Specified request cannot be processed.',
      ],
      ['an unknown route', `${bulk}/no/such/route`, json, 404, 'Request does not match any route.'],
      ['no content type', bulk, {}, 400, 'Content-Type header is empty.'],
      ['another verb', `${bulk}/bySku`, json, 405, 'The POST HTTP method is not supported.'],
    ])('%s', async (...[, path, headers, status, message]) => {
      const answer = await send(path, headers);
      expect({ status: answer.status, json: answer.json }).toEqual({ status, json: { message } });
    });
  });

  it('has left nothing behind, and is as alive as before', async () => {
    expect(await client.bulks()).toEqual([]);
    const receipt = await client.sendBulk('POST', [{ product: { sku: 'after-all', name: 'fine' } }]);
    expect((await client.untilFinished(receipt.bulk_uuid)).counts).toMatchObject({ succeeded: 1 });
  });
});
