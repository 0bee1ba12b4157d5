import { isPortError, withinDeadline, type Clock, type Logger } from '@sluice/ports';
import type { BulkQueries, BulkStatus } from '@sluice/tracking';
import { Router, type ErrorRequestHandler, type Request, type RequestHandler, type Response } from 'express';
import { bulkView, operationItem } from './bulk-view';
import { encodeBulkCursor, encodeOperationCursor } from './cursors';
import { parseBulksQuery, parseOperationsQuery } from './parse-query';
import { Refusal, answerRefusal, answerUnavailable } from './problem';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What the native status needs. */
export interface NativeRouterOptions {
  readonly queries: BulkQueries;
  readonly clock: Clock;
  readonly logger: Logger;
  /** After this the answer is 503 with Retry-After; 10,000 unless told (mechanics 5). */
  readonly requestTimeoutMs?: number;
}

/** Computes the body of a 200. */
type Read = (req: Request, res: Response) => Promise<unknown>;

/**
 * The status every door shares (decision 11), to be mounted at `/`:
 * `GET /bulks/{uuid}`, `GET /bulks/{uuid}/operations?state=&cursor=&limit=`, `GET /bulks?dialect=&entity=&state=&cursor=&limit=`
 * (newest first). Lists answer `{items, next_cursor}`; `next_cursor` is null on the last page. Everything that goes
 * wrong is an RFC 9457 problem: 400 names the parameter, 404 an unknown or malformed uuid, 405 with Allow, 503 with
 * Retry-After. What is none of these goes on to the app's error handler.
 */
export function createNativeRouter(options: NativeRouterOptions): Router {
  const router = Router();
  const { queries, clock } = options;
  const routes: readonly (readonly [string, Read])[] = [
    ['/bulks', (req) => listBulks(req, options)],
    ['/bulks/:uuid', async (req, res) => bulkView(await findBulk(req, res, queries), clock.now())],
    ['/bulks/:uuid/operations', (req, res) => listOperations(req, res, queries)],
  ];
  for (const [path, read] of routes) {
    router.route(path).get(answerWith(read, options)).all(refuseMethod);
  }
  router.use(answerError(options.logger));
  return router;
}

function answerWith(read: Read, { clock, requestTimeoutMs = 10_000 }: NativeRouterOptions): RequestHandler {
  return async (req, res) => {
    const body = await withinDeadline({ clock, requestTimeoutMs }, read(req, res));
    res.set('Cache-Control', 'no-store').json(body);
  };
}

/** One more than asked for is read: only then is it known whether there is a next page. */
async function listBulks(req: Request, { queries, clock }: NativeRouterOptions): Promise<unknown> {
  const { limit, cursor, dialect, entity, state } = parseBulksQuery(req.originalUrl);
  const found = await queries.list({
    limit: limit + 1,
    ...(dialect === undefined ? {} : { dialect }),
    ...(entity === undefined ? {} : { entity }),
    ...(state === undefined ? {} : { state }),
    ...(cursor === undefined ? {} : { after: cursor }),
  });
  const page = found.slice(0, limit);
  const last = found.length > limit ? page.at(-1) : undefined;
  const now = clock.now();
  return {
    items: page.map((status) => bulkView(status, now)),
    next_cursor: last === undefined ? null : encodeBulkCursor(last.header),
  };
}

async function listOperations(req: Request, res: Response, queries: BulkQueries): Promise<unknown> {
  const { limit, cursor, state } = parseOperationsQuery(req.originalUrl);
  const { header } = await findBulk(req, res, queries);
  const page = await queries.operations(header.bulkUuid, {
    limit,
    ...(cursor === undefined ? {} : { from: cursor }),
    ...(state === undefined ? {} : { state }),
  });
  return {
    items: page.items.map(operationItem),
    next_cursor: page.next === null ? null : encodeOperationCursor(page.next),
  };
}

/** The bulk of the address; its uuid also goes into the request's log line. */
async function findBulk(req: Request, res: Response, queries: BulkQueries): Promise<BulkStatus> {
  const uuid = String(req.params.uuid).toLowerCase();
  const status = UUID.test(uuid) ? await queries.status(uuid) : null;
  if (status === null) {
    throw noSuchBulk();
  }
  res.locals.bulkUuid = status.header.bulkUuid;
  return status;
}

const noSuchBulk = (): Refusal => new Refusal(404, 'There is no bulk with this uuid.');

const refuseMethod: RequestHandler = (req, res) => {
  res.set('Allow', 'GET, HEAD');
  answerRefusal(res, new Refusal(405, `${req.method} is not possible here.`));
};

function answerError(logger: Logger): ErrorRequestHandler {
  // eslint-disable-next-line max-params -- express knows an error handler by its four parameters
  return (error: unknown, _req, res, next) => {
    if (error instanceof Refusal) {
      answerRefusal(res, error);
    } else if (error instanceof URIError) {
      // The only parameter of an address is a uuid: one that cannot be decoded is a malformed uuid.
      answerRefusal(res, noSuchBulk());
    } else if (isPortError(error) && (error.retriable || error.code === 'closed')) {
      logger.warn({ err: error }, 'the status cannot be read');
      answerUnavailable(res);
    } else {
      next(error);
    }
  };
}
