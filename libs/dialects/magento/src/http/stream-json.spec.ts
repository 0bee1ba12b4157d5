import { once } from 'node:events';
import { createServer, get, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { streamJson } from './stream-json';

/** What the source was asked for, and whether it was told to stop. */
interface Source {
  asked: number;
  stopped: boolean;
  chunks: AsyncGenerator<string>;
}

function sourceOf(total: number, size: number): Source {
  const source = { asked: 0, stopped: false } as Source;
  source.chunks = (async function* () {
    try {
      for (; source.asked < total;) {
        source.asked += 1;
        yield await Promise.resolve('x'.repeat(size));
      }
    } finally {
      source.stopped = true;
    }
  })();
  return source;
}

/** Runs the handler for one request; both sides are handed to the test. */
async function exchange(
  handle: (res: ServerResponse) => Promise<void>,
  test: (response: IncomingMessage, res: ServerResponse) => Promise<void>,
): Promise<void> {
  let handled: Promise<void> = Promise.resolve();
  let server: ServerResponse | undefined;
  const listener = createServer((_req, res) => {
    server = res;
    handled = handle(res);
  }).listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const { port } = listener.address() as AddressInfo;
  const request = get({ port, host: '127.0.0.1', agent: false });
  request.on('error', () => undefined);
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  response.on('error', () => undefined);
  if (server !== undefined) await test(response, server);
  request.destroy();
  await handled;
  listener.close();
  await once(listener, 'close');
}

const MIB = 1024 * 1024;

describe('streaming', () => {
  it('waits for a client that does not read, and goes on when it reads', async () => {
    const source = sourceOf(64, MIB);
    await exchange(
      (res) => streamJson(res, source.chunks),
      async (response, res) => {
        while (!res.writableNeedDrain) await new Promise(setImmediate);
        expect(source.asked).toBeLessThan(64);
        let bytes = 0;
        response.on('data', (part: Buffer) => (bytes += part.length));
        await once(response, 'end');
        expect(bytes).toBe(64 * MIB);
      },
    );
    expect([source.asked, source.stopped]).toEqual([64, true]);
  });

  it('stops reading when the client goes away', async () => {
    const source = sourceOf(Number.MAX_SAFE_INTEGER, MIB);
    await exchange(
      (res) => streamJson(res, source.chunks),
      async (response, res) => {
        while (!res.writableNeedDrain) await new Promise(setImmediate);
        response.destroy();
      },
    );
    expect(source.stopped).toBe(true);
  });

  it('does not start for a client that has gone already', async () => {
    const source = sourceOf(3, 1);
    await exchange(
      async (res) => {
        res.flushHeaders();
        await once(res, 'close');
        await streamJson(res, source.chunks);
      },
      async (response) => {
        response.destroy();
        await Promise.resolve();
      },
    );
    expect(source.stopped).toBe(true);
  });
});
