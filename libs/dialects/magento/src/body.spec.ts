import { once } from 'node:events';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { MAX_BODY_BYTES, startRestApp, type Answer, type RestApp } from './rest-app.fixture';

const BULK = '/rest/async/bulk/V1/products';
const DECODING = { message: 'Decoding error.' };

describe('bodies', () => {
  let app: RestApp;
  beforeEach(async () => {
    app = await startRestApp();
  });
  afterEach(() => app.close());

  const send = (body: string | Buffer, headers: Record<string, string> = {}): Promise<Answer> =>
    app.send({
      method: 'POST',
      path: BULK,
      body,
      headers: { 'content-type': 'application/json', ...headers },
    });
  const payloads = (): unknown[] =>
    app.accepted.flatMap(({ items }) => items.map((item) => item.kind === 'operation' && item.payload));

  it.each([
    ['half an object', '[{"product":'],
    ['white space', '  '],
    ['a trailing comma', '[1,]'],
    ['single quotes', "[{'product':1}]"],
    ['an open string', '["\\'],
    ['bytes that are not UTF-8', Buffer.from('[{"product":{"sku":"A\xff"}}]', 'latin1')],
    ['UTF-16', Buffer.from('[{"product":{"sku":"A"}}]', 'utf16le')],
    ['closing brackets', ']'.repeat(100_000)],
  ])('%s is a decoding error', async (_name, body) => {
    const answer = await send(body);
    expect([answer.status, answer.json]).toEqual([400, DECODING]);
  });

  it.each(['[', '{"a":'])('refuses %s 100,000 deep', async (open) => {
    const answer = await send(open.repeat(100_000));
    expect([answer.status, answer.json]).toEqual([
      400,
      { message: 'Decoding error. The request body is nested deeper than 64 levels (SLUICE_MAX_DEPTH).' },
    ]);
  });

  it('takes 64 levels', async () => {
    const nested = `${'['.repeat(61)}${']'.repeat(61)}`;
    expect((await send(`[{"product":{"sku":"A","x":${nested}}}]`)).status).toBe(202);
  });

  it('takes a list of 100,000 items', async () => {
    const answer = await send(`[${'{"product":{"sku":"A"}},'.repeat(99_999)}{"product":{"sku":"A"}}]`);
    expect(answer.status).toBe(202);
    expect((answer.json as { request_items: unknown[] }).request_items).toHaveLength(100_000);
  });

  it('refuses a list of 100,000 scalars', async () => {
    expect((await send(`[${'0,'.repeat(99_999)}0]`)).status).toBe(400);
  });

  it('keeps awkward keys as data', async () => {
    const product =
      '{"sku":"A","__proto__":{"polluted":1},"constructor":{"prototype":1},"$where":"x","a.b":null,' +
      '"custom_attributes":[{"attribute_code":"__proto__","value":{"__proto__":2}}]}';
    expect((await send(`[{"product":${product},"__proto__":1,"constructor":2}]`)).status).toBe(202);
    expect(JSON.stringify(payloads()[0])).toBe(
      '{"sku":"A","custom_attributes":[{"attribute_code":"__proto__","value":{"__proto__":2}}],"attributes":' +
        '{"__proto__":{"polluted":1},"constructor":{"prototype":1},"$where":"x","a.b":null}}',
    );
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  it('takes a byte order mark', async () => {
    expect((await send('\uFEFF[{"product":{"sku":"A"}}]')).status).toBe(202);
  });

  it('takes gzip', async () => {
    const body = gzipSync('[{"product":{"sku":"Ä"}}]');
    expect((await send(body, { 'content-encoding': 'gzip' })).status).toBe(202);
    expect(payloads()).toEqual([{ sku: 'Ä' }]);
  });

  it.each([
    ['a truncated gzip', gzipSync('[]').subarray(0, 12)],
    ['no gzip at all', Buffer.from('[]')],
  ])('refuses %s', async (_name, body) => {
    expect((await send(body, { 'content-encoding': 'gzip' })).status).toBe(400);
  });

  it('refuses an unknown Content-Encoding', async () => {
    const answer = await send('[]', { 'content-encoding': 'snappy' });
    expect([answer.status, answer.json]).toEqual([
      415,
      { message: 'Server cannot understand Content-Encoding HTTP header value snappy' },
    ]);
  });

  it.each([
    ['plain', Buffer.alloc(MAX_BODY_BYTES + 1, ' '), {}],
    ['gzip', gzipSync(Buffer.alloc(20 * MAX_BODY_BYTES, ' ')), { 'content-encoding': 'gzip' }],
  ])('names the limit when a %s body is over it', async (_name, body, headers) => {
    const answer = await send(body, headers);
    expect([answer.status, answer.json]).toEqual([
      413,
      { message: 'The request body is larger than the limit of 4194304 bytes (SLUICE_MAX_BODY_BYTES).' },
    ]);
  });

  it('reads a chunked body, and wants its Content-Type', async () => {
    const body = '[{"product":{"sku":"A"}}]';
    expect((await send(body, { 'transfer-encoding': 'chunked' })).status).toBe(202);
    const headers = { 'transfer-encoding': 'chunked' };
    const answer = await app.send({ method: 'POST', path: BULK, body, headers });
    expect(answer.json).toEqual({ message: 'Content-Type header is empty.' });
    expect((await app.send({ method: 'POST', path: BULK, body: '', headers })).status).toBe(202);
  });

  it('accepts nothing of a body that breaks off, and goes on answering', async () => {
    const socket = connect(app.port, '127.0.0.1');
    const head = `POST ${BULK} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n`;
    socket.write(`${head}Expect: 100-continue\r\n\r\n[`);
    // The answer 100 says that the request is being handled.
    await once(socket, 'data');
    socket.destroy();
    await once(socket, 'close');
    expect((await send('[]')).status).toBe(202);
    expect(app.accepted).toHaveLength(1);
  });
});
