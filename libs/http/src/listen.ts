import { createServer, type Server, type ServerResponse } from 'node:http';
import { PortError } from '@sluice/ports';
import { bornWithPrototypes, type ServedApp } from './message-prototypes';

const KEEP_ALIVE_MS = 65_000;
const HEADERS_MS = 20_000;
const REQUEST_MS = 300_000;
const DRAIN_MS = 5_000;

/** Where to listen. */
export interface ListenOptions {
  readonly host: string;
  /** 0: a free one. */
  readonly port: number;
  /** How long close() waits for requests in flight before it cuts them off; 5,000 unless told. */
  readonly drainMs?: number;
}

/** A server that accepts requests. */
export interface Listening {
  /** The port it really has. */
  readonly port: number;
  /** Accepts no more, lets requests in flight finish, cuts off what is left at the deadline. Idempotent. */
  close(): Promise<void>;
}

/** Serves an app. Rejects with `locked` where the port is taken, with `misconfigured` where it cannot be had at all. */
export async function listen(app: ServedApp, options: ListenOptions): Promise<Listening> {
  const answers = new Set<ServerResponse>();
  const server = createServer({
    keepAliveTimeout: KEEP_ALIVE_MS,
    headersTimeout: HEADERS_MS,
    requestTimeout: REQUEST_MS,
    ...bornWithPrototypes(app),
  });
  server.on('request', (_req, res) => {
    answers.add(res);
    res.once('close', () => answers.delete(res));
  });
  server.on('request', app);
  await bind(server, options);
  let closing: Promise<void> | undefined;
  return {
    port: portOf(server),
    close: () => (closing ??= drain(server, answers, options.drainMs ?? DRAIN_MS)),
  };
}

function bind(server: Server, { host, port }: ListenOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE';
      const reason = taken ? 'is already in use' : `cannot be listened on (${error.code ?? error.message})`;
      reject(
        new PortError(taken ? 'locked' : 'misconfigured', `port ${String(port)} on ${host} ${reason}`, error),
      );
    });
    server.listen(port, host, () => {
      server.removeAllListeners('error');
      resolve();
    });
  });
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') {
    throw new PortError('misconfigured', 'the server has no TCP port');
  }
  return address.port;
}

/** A kept-alive connection would outlive its answer: it is told to end, or closed as soon as it is idle. */
function drain(server: Server, answers: ReadonlySet<ServerResponse>, drainMs: number): Promise<void> {
  return new Promise((resolve) => {
    const deadline = setTimeout(() => {
      server.closeAllConnections();
    }, drainMs);
    server.close(() => {
      clearTimeout(deadline);
      resolve();
    });
    server.closeIdleConnections();
    server.prependListener('request', (_req, res) => {
      endConnectionAfter(server, res);
    });
    for (const res of answers) {
      endConnectionAfter(server, res);
    }
  });
}

function endConnectionAfter(server: Server, res: ServerResponse): void {
  if (!res.headersSent) {
    res.setHeader('Connection', 'close');
  }
  res.once('close', () => setImmediate(() => server.closeIdleConnections()));
}
