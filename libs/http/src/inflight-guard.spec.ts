import { request, type ClientRequest, type IncomingMessage } from 'node:http';
import { gzipSync } from 'node:zlib';
import { silentLogger } from '@sluice/ports';
import express, { Router, type Response } from 'express';
import { createHttpApp } from './create-http-app';
import type { OverloadAnswer } from './inflight-guard';
import type { Listening } from './listen';
import { serve, until } from './serve.fixture';

const BODY_LIMIT = 1000;

describe('inflightGuard', () => {
  const waiting: Response[] = [];
  const open: ClientRequest[] = [];
  let entered = 0;
  let server: Listening & { url: string };

  async function start(maxBytes: number, answer?: OverloadAnswer): Promise<void> {
    const router = Router();
    router.use((_req, _res, next) => {
      entered += 1;
      next();
    });
    router.post(
      '/hold',
      express.raw({ limit: BODY_LIMIT, type: '*/*' }),
      (_req, res) => void waiting.push(res),
    );
    router.post(
      '/take',
      express.raw({ limit: BODY_LIMIT, type: '*/*' }),
      (_req, res) => void res.sendStatus(202),
    );
    router.get('/read', (_req, res) => void res.sendStatus(200));
    const inflight = { maxBytes, bodyLimitBytes: BODY_LIMIT, ...(answer === undefined ? {} : { answer }) };
    server = await serve(createHttpApp({ logger: silentLogger, routers: [router], inflight }));
  }
  beforeEach(() => {
    entered = 0;
  });
  afterEach(async () => {
    waiting.splice(0).forEach((res) => res.destroy());
    open.splice(0).forEach((req) => req.destroy());
    await server.close();
  });

  const take = (body: string | Buffer | ReadableStream, headers: Record<string, string> = {}) =>
    fetch(`${server.url}/take`, {
      method: 'POST',
      body,
      headers,
      ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
    });
  const hold = async (bytes: number): Promise<void> => {
    const before = waiting.length;
    void fetch(`${server.url}/hold`, { method: 'POST', body: 'x'.repeat(bytes) }).catch(() => undefined);
    await until(() => waiting.length > before);
  };
  /** Declares a body and never sends it: a refusal that comes all the same was decided unread. */
  const declare = (path: string, bytes: number): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      const req = request(server.url + path, { method: 'POST', headers: { 'content-length': bytes } });
      open.push(req);
      req.once('response', resolve).once('error', reject);
      req.flushHeaders();
    });

  it('refuses what would pass the limit, unread, with 503 and Retry-After, and takes it again afterwards', async () => {
    await start(1000);
    await hold(600);
    const refused = await declare('/take', 401);
    expect(refused.statusCode).toBe(503);
    expect(refused.headers).toMatchObject({ 'retry-after': '5' });
    expect(refused.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect((await take('x'.repeat(400))).status).toBe(202);
    waiting.splice(0).forEach((res) => res.sendStatus(202));
    await until(() => waiting.length === 0);
    let status = 0;
    while (status !== 202) {
      ({ status } = await take('x'.repeat(900)));
    }
    expect(status).toBe(202);
  });

  it('releases what a client that went away had reserved', async () => {
    await start(1000);
    void declare('/hold', 900).catch(() => undefined);
    await until(() => entered === 1);
    expect((await take('x'.repeat(200))).status).toBe(503);
    open.splice(0).forEach((req) => req.destroy());
    let status = 503;
    while (status === 503) {
      ({ status } = await take('x'.repeat(200)));
    }
    expect(status).toBe(202);
  });

  it('reserves the body limit where the size is unknown or compressed', async () => {
    await start(1200);
    await hold(600);
    const stream = new Blob(['x'.repeat(10)]).stream();
    expect((await take(stream)).status).toBe(503);
    expect((await take(gzipSync('x'.repeat(10)), { 'content-encoding': 'gzip' })).status).toBe(503);
    expect((await take('x'.repeat(10))).status).toBe(202);
  });

  it('lets requests without a body pass when it is full', async () => {
    await start(600);
    await hold(600);
    expect((await fetch(`${server.url}/read`)).status).toBe(200);
  });

  it('leaves a body over its own limit to its 413, full or not', async () => {
    await start(600);
    expect((await take('x'.repeat(5000))).status).toBe(413);
    await hold(600);
    expect((await take('x'.repeat(5000))).status).toBe(413);
  });

  it('lets a request pass alone that is larger than the limit', async () => {
    await start(10);
    expect((await take('x'.repeat(500))).status).toBe(202);
  });

  it('lets a dialect shape the refusal, or leave it', async () => {
    await start(600, (req, res) => {
      if (req.get('x-dialect') !== 'magento') {
        return false;
      }
      res.json({ message: 'busy' });
      return true;
    });
    await hold(600);
    const shaped = await take('x', { 'x-dialect': 'magento' });
    expect([shaped.status, shaped.headers.get('retry-after'), await shaped.json()]).toEqual([
      503,
      '5',
      { message: 'busy' },
    ]);
    expect(await (await take('x')).json()).toMatchObject({ status: 503, title: 'Service Unavailable' });
  });
});
