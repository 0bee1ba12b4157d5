import { IncomingMessage, ServerResponse } from 'node:http';
import express from 'express';
import { listen, type Listening } from './listen';

describe('bornWithPrototypes', () => {
  let server: Listening | undefined;
  afterEach(() => server?.close());

  it('gives express requests and answers that it need not change', async () => {
    const app = express().post('/echo', express.json(), (req, res) => {
      res.json({ type: req.get('content-type'), body: req.body as unknown });
    });
    const seen: unknown[] = [];
    const watched = (req: IncomingMessage, res: ServerResponse): void => {
      seen.push(Object.getPrototypeOf(req) === app.request, Object.getPrototypeOf(res) === app.response);
      seen.push(req instanceof IncomingMessage, res instanceof ServerResponse);
      app(req, res);
    };
    const served = Object.assign(watched, { request: app.request, response: app.response });
    server = await listen(served, { host: '127.0.0.1', port: 0 });
    const answer = await fetch(`http://127.0.0.1:${String(server.port)}/echo`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"one":1}',
    });
    expect(seen).toEqual([true, true, true, true]);
    expect(await answer.json()).toEqual({ type: 'application/json', body: { one: 1 } });
  });
});
