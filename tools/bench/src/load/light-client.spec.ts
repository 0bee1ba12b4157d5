import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openLightClient, toRequest } from './light-client';
import { runConcurrently } from './run-concurrently';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

const listen = async (answer: RequestListener): Promise<string> => {
  const started = (server = createServer(answer));
  await new Promise<void>((resolve) => {
    started.listen(0, '127.0.0.1', resolve);
  });
  return `http://127.0.0.1:${(started.address() as AddressInfo).port}`;
};

/** Answers what it was sent, and its path. */
const echo: RequestListener = (req, res) => {
  const parts: Buffer[] = [];
  req.on('data', (part: Buffer) => parts.push(part));
  req.on('end', () => {
    const text = `${req.method} ${req.url} ${Buffer.concat(parts).toString()}`;
    res.writeHead(202, { 'Content-Length': Buffer.byteLength(text) }).end(text);
  });
};

describe('the light client', () => {
  test('gives every request its own answer, on connections that stay', async () => {
    const url = await listen(echo);
    const ports = new Set<number | undefined>();
    server?.on('request', (req) => ports.add(req.socket.remotePort));
    const client = await openLightClient(url, 3);
    const sent = Array.from({ length: 50 }, (_, n) => `"é${n}${'x'.repeat(n * 100)}"`);
    const answers = await runConcurrently(sent, 3, (body) =>
      client.send(toRequest(url, '/a', Buffer.from(body))),
    );
    client.close();
    expect(answers).toEqual(sent.map((body) => ({ status: 202, text: `POST /a ${body}` })));
    expect(ports.size).toBe(3);
  });

  test('fails what is under way when the connection ends, and whatever comes after', async () => {
    const url = await listen((req) => req.socket.destroy());
    const client = await openLightClient(url, 1);
    const request = toRequest(url, '/', Buffer.from('{}'));
    await expect(client.send(request)).rejects.toThrow('closed');
    await expect(client.send(request)).rejects.toThrow('no connection is free');
    client.close();
  });

  test('fails on an answer that it cannot read', async () => {
    const url = await listen((_, res) => {
      res.write('chunk');
      res.end();
    });
    const client = await openLightClient(url, 1);
    await expect(client.send(toRequest(url, '/', Buffer.from('{}')))).rejects.toThrow('no answer of a known');
    client.close();
  });

  test('cannot be opened where nobody listens', async () => {
    const url = await listen(echo);
    await new Promise((resolve) => server?.close(resolve));
    await expect(openLightClient(url, 2)).rejects.toThrow('ECONNREFUSED');
  });
});
