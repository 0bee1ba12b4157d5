import { PortError } from '@sluice/ports';
import express, { Router } from 'express';
import helmet from 'helmet';
import { createHttpApp } from './create-http-app';
import type { Listening } from './listen';
import { recordingLogger, serve, until, type LoggedLine } from './serve.fixture';

function routes(): Router {
  const router = Router();
  router.get('/ok', (req, res) => {
    res.locals.bulkUuid = 'b-1';
    res.json({ query: req.query });
  });
  router.post('/ok', express.json({ limit: 100 }), (_req, res) => {
    res.status(202).json({});
  });
  router.get('/port/:code', (req) => {
    throw new PortError(req.params.code as 'unavailable', 'secret text');
  });
  router.get('/crash', () => {
    throw new Error('secret text');
  });
  router.get('/late', (_req, res) => {
    res.write('begun');
    throw new Error('secret text');
  });
  router.get('/item/:id', (_req, res) => {
    res.json({});
  });
  return router;
}

describe('createHttpApp', () => {
  const lines: LoggedLine[] = [];
  let server: Listening & { url: string };
  beforeAll(async () => {
    server = await serve(createHttpApp({ logger: recordingLogger(lines), routers: [routes()] }));
  });
  beforeEach(() => lines.splice(0));
  afterAll(() => server.close());
  const get = (path: string, headers: Record<string, string> = {}) => fetch(server.url + path, { headers });

  it('tells nothing about itself, sets safe headers and no etag', async () => {
    const { headers } = await get('/ok');
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('etag')).toBeNull();
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('sets what helmet sets', async () => {
    const bare = await serve(express().use(helmet(), (_req, res) => void res.json({})));
    const expected = new Map((await fetch(bare.url)).headers);
    await bare.close();
    const { headers } = await get('/ok');
    for (const name of ['date', 'content-length', 'etag', 'keep-alive', 'connection']) expected.delete(name);
    expect(Object.fromEntries(headers)).toMatchObject(Object.fromEntries(expected));
    expect(expected.size).toBeGreaterThan(10);
  });

  it('returns a sane request id, and makes one for others', async () => {
    expect((await get('/ok', { 'x-request-id': 'abc-1' })).headers.get('x-request-id')).toBe('abc-1');
    const made = (await get('/ok', { 'x-request-id': 'a b<script>' })).headers.get('x-request-id');
    expect(made).toMatch(/^[0-9a-f-]{36}$/);
    expect((await get('/ok', { 'x-request-id': 'x'.repeat(129) })).headers.get('x-request-id')).toHaveLength(
      36,
    );
  });

  it('logs one line a request, without its query', async () => {
    await get('/ok?token=hunter2', { 'x-request-id': 'r-7' });
    await until(() => lines.length > 0);
    expect(lines).toEqual([
      {
        level: 'debug',
        message: 'request',
        fields: {
          request_id: 'r-7',
          method: 'GET',
          path: '/ok',
          status: 200,
          ms: expect.any(Number) as number,
          bulk_uuid: 'b-1',
        },
      },
    ]);
  });

  it('makes no objects of query brackets', async () => {
    const body: unknown = await (await get('/ok?a[$gt]=1&b=1&b=2&__proto__=x')).json();
    expect(JSON.stringify(body)).toBe('{"query":{"a[$gt]":"1","b":["1","2"],"__proto__":"x"}}');
  });

  it.each([
    ['/nowhere', 404, 'Not Found'],
    ['/item/%zz', 400, 'Bad Request'],
    ['/port/unavailable', 503, 'Service Unavailable'],
    ['/port/deadline', 503, 'Service Unavailable'],
    ['/port/closed', 503, 'Service Unavailable'],
    ['/port/refused', 500, 'Internal Server Error'],
    ['/crash', 500, 'Internal Server Error'],
  ])('answers %s with a %d problem', async (path, status, title) => {
    const res = await get(path);
    expect(res.status).toBe(status);
    expect(res.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(res.headers.get('retry-after')).toBe(status === 503 ? '5' : null);
    const text = await res.text();
    expect(JSON.parse(text)).toMatchObject({ type: 'about:blank', status, title });
    expect(text).not.toMatch(/secret|stack|node_modules/);
  });

  it('logs the cause of a 500 under the request id', async () => {
    await get('/crash', { 'x-request-id': 'r-8' });
    const line = lines.find(({ level }) => level === 'error');
    expect(line?.fields).toMatchObject({ request_id: 'r-8', err: expect.any(Error) as Error });
  });

  it('cuts off an answer that failed after it had begun', async () => {
    await expect(get('/late').then((res) => res.text())).rejects.toThrow();
    expect(lines.some(({ level }) => level === 'error')).toBe(true);
  });

  it.each([
    ['{"a":', 400],
    [JSON.stringify({ a: 'x'.repeat(200) }), 413],
  ])('leaves %j to the 4xx of its parser', async (body, status) => {
    const res = await fetch(`${server.url}/ok`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    expect(res.status).toBe(status);
    expect(res.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  });
});
