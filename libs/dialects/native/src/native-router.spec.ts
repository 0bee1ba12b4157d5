import { PortError } from '@sluice/ports';
import type { BulkQueries } from '@sluice/tracking';
import {
  ACCEPTED_AT,
  UUID,
  bulkStatus,
  fakeQueries,
  operation,
  type FakeQueries,
} from './bulk-queries.fixture';
import { encodeBulkCursor, encodeOperationCursor } from './cursors';
import { startNativeApp, type Answer, type NativeApp } from './native-app.fixture';

const apps: NativeApp[] = [];

async function serve(queries: BulkQueries, requestTimeoutMs?: number): Promise<string> {
  const app = await startNativeApp({
    queries,
    ...(requestTimeoutMs === undefined ? {} : { requestTimeoutMs }),
  });
  apps.push(app);
  return app.url;
}

async function ask(url: string, method = 'GET'): Promise<Answer> {
  const res = await fetch(url, { method });
  return { status: res.status, headers: res.headers, body: (await res.json()) as Record<string, unknown> };
}

/** Follows next_cursor to the end. */
async function readAll(url: string): Promise<{ items: Record<string, unknown>[]; pages: number }> {
  const items: Record<string, unknown>[] = [];
  let cursor: string | null = '';
  let pages = 0;
  while (cursor !== null) {
    const { body } = await ask(cursor === '' ? url : `${url}&cursor=${cursor}`);
    items.push(...(body.items as Record<string, unknown>[]));
    cursor = body.next_cursor as string | null;
    pages += 1;
  }
  return { items, pages };
}

afterEach(async () => {
  await Promise.all(apps.splice(0).map((app) => app.close()));
});

describe('GET /bulks/{uuid}', () => {
  it('answers the view of the bulk, uncached, whatever the case of the uuid', async () => {
    const url = await serve(
      fakeQueries([bulkStatus({ counts: { accepted: 1, succeeded: 1 }, finishedAt: ACCEPTED_AT + 500 })]),
    );
    const { status, headers, body } = await ask(`${url}/bulks/${UUID.toUpperCase()}`);
    expect([status, headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(body).toMatchObject({
      bulk_uuid: UUID,
      state: 'finished',
      finished_at: '2026-01-02T03:04:06.178Z',
      items_per_s: 2,
    });
  });

  it.each([UUID.replace('0a', '0b'), 'x', '%zz', '__proto__', `${UUID}x`, '$where', '%00'])(
    'answers 404 for %s, also for its operations',
    async (uuid) => {
      const url = await serve(fakeQueries([bulkStatus()]));
      for (const path of [`/bulks/${uuid}`, `/bulks/${uuid}/operations`]) {
        const { status, headers, body } = await ask(url + path);
        expect([status, headers.get('content-type')]).toEqual([
          404,
          'application/problem+json; charset=utf-8',
        ]);
        expect(body).toEqual({
          type: 'about:blank',
          title: 'Not Found',
          status: 404,
          detail: 'There is no bulk with this uuid.',
        });
      }
    },
  );
});

describe('GET /bulks/{uuid}/operations', () => {
  const operations = Array.from({ length: 250 }, (_, id) =>
    operation({ id, state: id % 5 === 0 ? 'failed' : 'succeeded' }),
  );
  let queries: FakeQueries;
  let url: string;
  beforeEach(async () => {
    queries = fakeQueries([bulkStatus()], operations);
    url = `${await serve(queries)}/bulks/${UUID}/operations`;
  });

  it('answers 100 a page, and all of them behind the cursors', async () => {
    const { items, pages } = await readAll(`${url}?`);
    expect(items.map((item) => item.id)).toEqual(operations.map(({ id }) => id));
    expect(pages).toBe(3);
    expect(Object.keys(items[0] ?? {})).toEqual(['id', 'key', 'state', 'attempt', 'error']);
  });

  it('filters by state, also behind a cursor', async () => {
    const { items, pages } = await readAll(`${url}?state=failed&limit=25`);
    expect(items.map((item) => item.id)).toEqual(
      operations.filter(({ state }) => state === 'failed').map(({ id }) => id),
    );
    expect(pages).toBe(2);
    expect(queries.asked[1]).toEqual({ limit: 25, state: 'failed', from: 125 });
  });
});

describe('GET /bulks', () => {
  const bulks = Array.from({ length: 25 }, (_, index) =>
    bulkStatus({ bulkUuid: UUID.replace(/..$/, String(99 - index)), acceptedAt: ACCEPTED_AT - index }),
  );

  it('answers the newest first, page by page, and knows the last page', async () => {
    const url = await serve(fakeQueries(bulks));
    const { items, pages } = await readAll(`${url}/bulks?limit=5`);
    expect(items.map((item) => item.bulk_uuid)).toEqual(bulks.map(({ header }) => header.bulkUuid));
    expect(pages).toBe(5);
  });

  it('hands its filters on', async () => {
    const queries = fakeQueries(bulks);
    const after = { acceptedAt: ACCEPTED_AT, bulkUuid: UUID };
    const query = `dialect=foreign&entity=product&state=running&limit=1000&cursor=${encodeBulkCursor(after)}`;
    const { body } = await ask(`${await serve(queries)}/bulks?${query}`);
    expect(body.next_cursor).toBeNull();
    expect(queries.asked).toEqual([
      { dialect: 'foreign', entity: 'product', state: 'running', limit: 1001, after },
    ]);
  });
});

describe('bad queries', () => {
  const operationsPath = `/bulks/${UUID}/operations`;
  it.each([
    ['/bulks?limit=0', 'limit'],
    ['/bulks?limit=1001', 'limit'],
    ['/bulks?limit=-1', 'limit'],
    ['/bulks?limit=1e2', 'limit'],
    ['/bulks?limit=010', 'limit'],
    ['/bulks?limit=', 'limit'],
    ['/bulks?limit=5&limit=5', 'limit'],
    ['/bulks?state=open', 'state'],
    ['/bulks?state=__proto__', 'state'],
    ['/bulks?entity=unicorn', 'entity'],
    ['/bulks?entity=__proto__', 'entity'],
    ['/bulks?dialect=%24where', 'dialect'],
    ['/bulks?cursor=abc', 'cursor'],
    [`/bulks?cursor=${encodeOperationCursor(5)}`, 'cursor'],
    ['/bulks?state[$ne]=running', 'state[$ne]'],
    ['/bulks?__proto__=x', '__proto__'],
    ['/bulks?order=oldest', 'order'],
    [`${operationsPath}?limit=x`, 'limit'],
    [`${operationsPath}?state=finished`, 'state'],
    [`${operationsPath}?state=failed&state=open`, 'state'],
    [`${operationsPath}?cursor=${encodeBulkCursor({ acceptedAt: 1, bulkUuid: UUID })}`, 'cursor'],
    [`${operationsPath}?entity=product`, 'entity'],
  ])('%s: 400 that names %s', async (path, parameter) => {
    const queries = fakeQueries([bulkStatus()]);
    const { status, headers, body } = await ask((await serve(queries)) + path);
    expect([status, headers.get('content-type')]).toEqual([400, 'application/problem+json; charset=utf-8']);
    expect(body).toMatchObject({ status: 400, title: 'Bad Request', parameter });
    expect(body.detail).toContain(parameter);
    expect(queries.asked).toEqual([]);
  });
});

describe('other methods', () => {
  it.each(['/bulks', `/bulks/${UUID}`, `/bulks/${UUID}/operations`])('%s: 405 with Allow', async (path) => {
    const url = await serve(fakeQueries([bulkStatus()]));
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
      const { status, headers, body } = await ask(url + path, method);
      expect([status, headers.get('allow'), body.status]).toEqual([405, 'GET, HEAD', 405]);
    }
    expect((await fetch(url + path, { method: 'HEAD' })).status).toBe(200);
  });
});

describe('outages', () => {
  const paths = ['/bulks', `/bulks/${UUID}`, `/bulks/${UUID}/operations`];
  const failing = (error: Error): BulkQueries => ({
    ...fakeQueries([]),
    status: () => Promise.reject(error),
    list: () => Promise.reject(error),
  });

  it.each(['unavailable', 'deadline', 'closed'] as const)('%s: 503 with Retry-After', async (code) => {
    const url = await serve(failing(new PortError(code, 'secret text')));
    for (const path of paths) {
      const { status, headers, body } = await ask(url + path);
      expect([status, headers.get('retry-after')]).toEqual([503, '5']);
      expect(JSON.stringify(body)).not.toContain('secret');
    }
  });

  it('a store that never answers: 503 at the deadline', async () => {
    const never = (): Promise<never> => new Promise(() => undefined);
    const url = await serve({ ...fakeQueries([]), status: never, list: never }, 50);
    for (const path of paths) {
      expect((await ask(url + path)).status).toBe(503);
    }
  });

  it('leaves what it did not expect to the app', async () => {
    const error = new Error('a bug');
    const url = await serve(failing(error));
    expect((await ask(`${url}/bulks`)).status).toBe(500);
    expect(apps[0]?.leftOver).toBe(error);
  });

  it('leaves other addresses to the app', async () => {
    expect((await fetch(`${await serve(fakeQueries([]))}/rest/V1/products`)).status).toBe(404);
  });
});
