import { once } from 'node:events';
import { createServer, request, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { BulkReceipt, BulkRequest } from '@sluice/intake';
import { silentLogger, systemClock, type Clock, type EntityStore } from '@sluice/ports';
import { BUILT_IN_REGISTRY } from '@sluice/registry';
import { BUILT_IN_STORES, type BulkChunk } from '@sluice/schemas';
import type { BulkQueries } from '@sluice/tracking';
import type { Caller, MagentoRouterOptions } from './rest-call';
import { createMagentoCloudRouter, createMagentoRouter } from './router';

export const UUID = '5b2d2b0e-6d5b-4a57-9d8c-0f4b7a0f6a11';
export const MAX_BODY_BYTES = 4 * 1024 * 1024;

export const MAX_ITEMS = 200_000;
export const MAX_NESTED = 100;

/** Who calls where nobody is asked for a token. */
export const EVERYBODY: Caller = { owner: null, userType: 1, userId: 0, may: () => true };

/** What a test puts behind the router. */
export interface Behind {
  accept?: (request: BulkRequest) => Promise<BulkReceipt>;
  queries?: Partial<BulkQueries>;
  read?: EntityStore['read'];
  locate?: EntityStore['locate'];
  scan?: EntityStore['scan'];
  /** The chunk that a synchronous call waits for. */
  finished?: (bulkUuid: string) => Promise<BulkChunk>;
  authenticate?: MagentoRouterOptions['authenticate'];
  requestRate?: MagentoRouterOptions['requestRate'];
  logInAdmin?: MagentoRouterOptions['logInAdmin'];
  compat?: '2.3' | '2.4';
  clock?: Clock;
}

/** What came back. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly json: unknown;
}

/** A request below the server's root. */
export interface Call {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | Buffer;
}

const unexpected = (): Promise<never> => Promise.reject(new Error('not expected in this test'));

const acceptAll = (sent: BulkRequest): BulkReceipt => ({
  bulkUuid: UUID,
  items: sent.items.map((item, id) =>
    item.kind === 'rejected'
      ? { id, status: 'rejected', code: item.code, message: item.message }
      : { id, status: 'accepted', dataHash: 'ab'.repeat(32) },
  ),
});

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

const send = (port: number, call: Call): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const { path, headers = {}, method = 'GET', body } = call;
    const isChunked = 'transfer-encoding' in headers;
    const length =
      body === undefined || isChunked ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const outgoing = request(
      { port, path, method, headers: { ...length, ...headers }, agent: false },
      (res) => {
        const parts: Buffer[] = [];
        res.on('data', (part: Buffer) => parts.push(part));
        res.on('error', reject);
        res.on('end', () => {
          const text = Buffer.concat(parts).toString('utf8');
          resolve({ status: res.statusCode ?? 0, headers: res.headers, text, json: parsed(text) });
        });
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });

/** The router on a real server on a free port, with what the test put behind it and what reached `accept`. */
export interface RestApp {
  readonly port: number;
  readonly behind: Behind;
  readonly accepted: BulkRequest[];
  send(call: Call): Promise<Answer>;
  /** Sends JSON with the right headers. */
  post(path: string, value: unknown, method?: string): Promise<Answer>;
  close(): Promise<void>;
}

function createApp(behind: Behind, accepted: BulkRequest[]): express.Express {
  const queries: BulkQueries = {
    status: (uuid) => behind.queries?.status?.(uuid) ?? Promise.resolve(null),
    operations: (uuid, query) => behind.queries?.operations?.(uuid, query) ?? unexpected(),
    failedMessages: (uuid, ids) => behind.queries?.failedMessages?.(uuid, ids) ?? unexpected(),
    list: unexpected,
    searchOperations: unexpected,
  };
  const clock: Clock = {
    now: () => (behind.clock ?? systemClock).now(),
    delay: (ms, signal) => (behind.clock ?? systemClock).delay(ms, signal),
  };
  const options: MagentoRouterOptions = {
    accept: (sent) => {
      accepted.push(sent);
      return behind.accept === undefined ? Promise.resolve(acceptAll(sent)) : behind.accept(sent);
    },
    queries,
    entities: {
      read: (collection, keys) => behind.read?.(collection, keys) ?? Promise.resolve(new Map()),
      locate: (collection, refs) => behind.locate?.(collection, refs) ?? Promise.resolve(new Map()),
      scan: (collection, query) => behind.scan?.(collection, query) ?? Promise.resolve([]),
      existing: unexpected,
      write: unexpected,
    },
    waiter: {
      awaitFinished: (bulkUuid) => behind.finished?.(bulkUuid) ?? unexpected(),
      close: () => undefined,
    },
    idsOf: () => ({ take: (count) => Promise.resolve(Array.from({ length: count }, (_, i) => 1001 + i)) }),
    vault: {
      seal: (secret) => `sealed:${String(secret.length)}`,
      open: () => '',
      hash: unexpected,
      verify: (secret, hash) => Promise.resolve(hash === `hash of ${secret}`),
    },
    authenticate: (header) =>
      behind.authenticate === undefined ? Promise.resolve(EVERYBODY) : behind.authenticate(header),
    requestRate: (caller, req) => behind.requestRate?.(caller, req) ?? null,
    logInAdmin: (name, password) => behind.logInAdmin?.(name, password) ?? Promise.resolve(null),
    customerToken: (customerId) => Promise.resolve(`token of ${String(customerId)}`),
    get compat() {
      return behind.compat ?? '2.4';
    },
    stores: BUILT_IN_STORES,
    registry: BUILT_IN_REGISTRY,
    limits: { maxBodyBytes: MAX_BODY_BYTES, maxDepth: 64, maxItems: MAX_ITEMS, maxNestedItems: MAX_NESTED },
    clock,
    requestTimeoutMs: 10_000,
    logger: silentLogger,
  };
  return express().use('/rest', createMagentoRouter(options)).use(createMagentoCloudRouter(options));
}

async function listen(app: express.Express): Promise<Server> {
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

/** Starts the app; the test closes it. */
export async function startRestApp(): Promise<RestApp> {
  const behind: Behind = {};
  const accepted: BulkRequest[] = [];
  const server = await listen(createApp(behind, accepted));
  const { port } = server.address() as AddressInfo;
  const headers = { 'content-type': 'application/json' };
  return {
    port,
    behind,
    accepted,
    send: (call) => send(port, call),
    post: (path, value, method = 'POST') =>
      send(port, { method, path, headers, body: JSON.stringify(value) }),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
