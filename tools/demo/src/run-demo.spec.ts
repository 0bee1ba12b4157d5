import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { runDemo, splitBulks } from './run-demo';

let server: Server;
let url: string;
const bodies: unknown[][] = [];

/** Accepts every bulk and is finished with it at once. */
const accepting: RequestListener = (req, res) => {
  if (req.method === 'POST') {
    const parts: Buffer[] = [];
    req.on('data', (part: Buffer) => parts.push(part));
    req.on('end', () => {
      bodies.push(JSON.parse(Buffer.concat(parts).toString()) as unknown[]);
      res.writeHead(202).end(JSON.stringify({ bulk_uuid: String(bodies.length - 1) }));
    });
    return;
  }
  const size = bodies[Number(req.url?.split('/').at(-1))]?.length ?? 0;
  const counts = { accepted: size, open: 0, succeeded: size };
  res.end(
    JSON.stringify({
      state: 'finished',
      counts: { unchanged: 0, failed: 0, canceled: 0, rejected: 0, ...counts },
    }),
  );
};

const refusing: RequestListener = (req, res) => {
  req.resume();
  res.writeHead(400).end('{"message":"Decoding\n error."}');
};

const listen = async (answer: RequestListener): Promise<void> => {
  server = createServer(answer);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

const demo = async (items: readonly unknown[]): Promise<string> => {
  const written: string[] = [];
  await runDemo({ url, items, source: 'a list', screen: { write: (text) => written.push(text) } });
  return written.join('');
};

describe('runDemo', () => {
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  test('sends everything once, in order, and ends with a summary', async () => {
    await listen(accepting);
    const items = Array.from({ length: 200 }, (_, n) => ({ product: { sku: String(n) } }));
    const written = await demo(items);
    expect(bodies.flat()).toEqual(items);
    expect(written).toContain('200 items of a list');
    expect(written).toContain('bulk 3/3: 40 of 40 items');
    expect(written).toMatch(/^200 items in .* items\/s\): 200 succeeded$/m);
  });

  test('a refused request ends it with the answer in one line', async () => {
    await listen(refusing);
    await expect(demo([1])).rejects.toThrow(/refused the bulk: 400 \{"message":"Decoding error\."\}$/);
  });

  test('so does an address where nobody listens', async () => {
    await listen(accepting);
    await new Promise((resolve) => server.close(resolve));
    await expect(demo([1])).rejects.toThrow(/^no answer from .*ECONNREFUSED.* start Sluice with npm start/);
  });
});

test('splitBulks keeps order and leaves nothing out', () => {
  expect(splitBulks([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
  expect(splitBulks([], 2)).toEqual([]);
});
