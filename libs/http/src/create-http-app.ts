import type { Logger } from '@sluice/ports';
import express, { type Express, type RequestHandler } from 'express';
import { answerError, notFound } from './error-handler';
import { inOrder } from './in-order';
import { inflightGuard, type InflightOptions } from './inflight-guard';
import { requestContext } from './request-context';
import { secureHeaders } from './secure-headers';

/** What serves the requests below a path. */
export interface MountedHandler {
  /** `/rest`, say; the handler sees the rest of the path. */
  readonly at: string;
  readonly handler: RequestHandler;
}

/** What an app's HTTP side is made of. */
export interface HttpAppOptions {
  readonly logger: Logger;
  /** In the order they are asked; the last resort behind them is a 404 problem. */
  readonly routers: readonly (RequestHandler | MountedHandler)[];
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
  const guards = options.inflight === undefined ? [] : [inflightGuard(options.inflight)];
  app.use(inOrder([requestContext(options.logger), secureHeaders(), ...guards]));
  for (const router of options.routers) {
    if ('at' in router) app.use(router.at, router.handler);
    else app.use(router);
  }
  app.use(notFound, answerError);
  return app;
}
