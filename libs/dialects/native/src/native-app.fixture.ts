import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { silentLogger, systemClock } from '@sluice/ports';
import express, { type ErrorRequestHandler } from 'express';
import type { Caller } from './authorize';
import { createNativeRouter, type NativeRouterOptions } from './native-router';

/** What came back. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
}

/** Who calls where nobody is asked for a token. */
export const EVERYBODY: Caller = { owner: null, may: () => true };

/** The router on a real server on a free port. */
export interface NativeApp {
  readonly url: string;
  /** What the router left to the app. */
  readonly leftOver: unknown;
  close(): Promise<void>;
}

/** Starts the app over those queries; whatever a test does not care about is as where nobody is asked. */
export async function startNativeApp(
  options: Pick<NativeRouterOptions, 'queries'> & Partial<NativeRouterOptions>,
): Promise<NativeApp> {
  const app = express();
  const rest = { clock: systemClock, logger: silentLogger, requestTimeoutMs: 5000 };
  app.use(createNativeRouter({ ...rest, authenticate: () => Promise.resolve(EVERYBODY), ...options }));
  let leftOver: unknown;
  // eslint-disable-next-line max-params -- express knows an error handler by its four parameters
  const last: ErrorRequestHandler = (error: unknown, _req, res, _next) => {
    leftOver = error;
    res.status(500).json({});
  };
  app.use(last);
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    get leftOver() {
      return leftOver;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
