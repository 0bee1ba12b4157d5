import { randomUUID } from 'node:crypto';
import { silentLogger, type Logger } from '@sluice/ports';
import type { Request, RequestHandler, Response } from 'express';

const SANE_REQUEST_ID = /^[A-Za-z0-9._:+/=-]{1,128}$/;

/** A request's logger; most requests log nothing but their one line, and a child costs as much as that line. */
interface Own {
  readonly parent: Logger;
  readonly requestId: string;
  child: Logger | null;
}

const owns = new WeakMap<Response, Own>();

/** The logger of a request: every line carries its `request_id`. Silent outside an app of `createHttpApp`. */
export function requestLogger(res: Response): Logger {
  const own = owns.get(res);
  if (own === undefined) return silentLogger;
  return (own.child ??= own.parent.child({ request_id: own.requestId }));
}

/**
 * Gives every request an id (a sane incoming `X-Request-Id`, else a new one), returns it in the answer, and logs one
 * line when the answer is over: writes at info, reads at debug, answers of 500 and above at warn. The line carries
 * `bulk_uuid` where a handler set `res.locals.bulkUuid`. Queries are left out, for they may hold what nobody should read.
 */
export function requestContext(logger: Logger): RequestHandler {
  return (req, res, next) => {
    const startedAt = performance.now();
    const requestId = requestIdOf(req);
    const path = req.path;
    owns.set(res, { parent: logger, requestId, child: null });
    res.set('X-Request-Id', requestId);
    res.once('close', () => {
      const ms = Math.round((performance.now() - startedAt) * 10) / 10;
      const { method } = req;
      const status = res.statusCode;
      logger[levelOf(req, res)](
        { request_id: requestId, method, path, status, ms, ...factsOf(res) },
        'request',
      );
    });
    next();
  };
}

function requestIdOf(req: Request): string {
  const given = req.get('x-request-id');
  return given !== undefined && SANE_REQUEST_ID.test(given) ? given : randomUUID();
}

function levelOf(req: Request, res: Response): 'debug' | 'info' | 'warn' {
  if (res.statusCode >= 500) {
    return 'warn';
  }
  return req.method === 'GET' || req.method === 'HEAD' ? 'debug' : 'info';
}

function factsOf(res: Response): Record<string, unknown> {
  const bulkUuid: unknown = res.locals.bulkUuid;
  return {
    ...(typeof bulkUuid === 'string' ? { bulk_uuid: bulkUuid } : {}),
    ...(res.writableFinished ? {} : { aborted: true }),
  };
}
