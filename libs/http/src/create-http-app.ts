import type { Logger } from '@sluice/ports';
import express, { type Express, type RequestHandler } from 'express';
import { answerError, notFound } from './error-handler';
import { inflightGuard, type InflightOptions } from './inflight-guard';
import { requestContext } from './request-context';
import { secureHeaders } from './secure-headers';

/** What an app's HTTP side is made of. */
export interface HttpAppOptions {
  readonly logger: Logger;
  /** Routers in the order they are asked; the last resort behind them is a 404 problem. */
  readonly routers: readonly RequestHandler[];
  /** Bounds the bodies held at one moment; an app that takes none leaves it out. */
  readonly inflight?: InflightOptions;
}

/**
 * An express app that tells nothing about itself, gives every request an id and a log line, guards its memory, and
 * answers whatever its routers leave open as RFC 9457 problem+json. Repeated query parameters come as lists, brackets
 * mean nothing (no nested objects from a query).
 */
export function createHttpApp(options: HttpAppOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', 'simple');
  app.use(requestContext(options.logger), secureHeaders());
  if (options.inflight !== undefined) {
    app.use(inflightGuard(options.inflight));
  }
  for (const router of options.routers) {
    app.use(router);
  }
  app.use(notFound, answerError);
  return app;
}
