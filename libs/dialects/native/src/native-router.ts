import { isPortError, withinDeadline, type Clock, type Logger } from '@sluice/ports';
import type { BulkListQuery, BulkQueries, BulkStatus } from '@sluice/tracking';
import { Router, type ErrorRequestHandler, type Request, type RequestHandler, type Response } from 'express';
import { READ_ANY, authorize, mayRead, type Caller, type Guard } from './authorize';
import { bulkView, operationItem } from './bulk-view';
import { encodeBulkCursor, encodeOperationCursor } from './cursors';
import { parseBulksQuery, parseOperationsQuery } from './parse-query';
import { Refusal, answerRefusal, answerUnavailable } from './problem';
import { NATIVE_ROUTES, type NativePath, type NativeRoute } from './routes';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What the native status needs. */
export interface NativeRouterOptions extends Guard {
  readonly queries: BulkQueries;
  readonly clock: Clock;
  readonly logger: Logger;
  /** After this the answer is 503 with Retry-After; 10,000 unless told (mechanics 5). */
  readonly requestTimeoutMs?: number;
}

/** A request whose caller is known. */
interface Call {
  readonly req: Request;
  readonly res: Response;
  readonly caller: Caller;
}

/** Computes the body of a 200. */
type Read = (call: Call) => Promise<unknown>;

/**
 * The status every door shares (decision 11), to be mounted at `/`:
 * `GET /bulks/{uuid}`, `GET /bulks/{uuid}/operations?state=&cursor=&limit=`, `GET /bulks?dialect=&entity=&state=&cursor=&limit=`
 * (newest first). Lists answer `{items, next_cursor}`; `next_cursor` is null on the last page. Everything that goes
 * wrong is an RFC 9457 problem: 400 names the parameter, 401 without a valid token, 403 where it lacks the scope of
 * `NATIVE_ROUTES`, 404 an unknown, foreign or malformed uuid, 405 with Allow, 429 and 503 with Retry-After. What is
 * none of these goes on to the app's error handler.
 */
export function createNativeRouter(options: NativeRouterOptions): Router {
  const router = Router();
  const { queries, clock } = options;
  const reads: Readonly<Record<NativePath, Read>> = {
    '/bulks': (call) => listBulks(call, options),
    '/bulks/:uuid': async (call) => bulkView(await findBulk(call, queries), clock.now()),
    '/bulks/:uuid/operations': (call) => listOperations(call, queries),
  };
  for (const route of NATIVE_ROUTES) {
    router
      .route(route.path)
      .get(answerWith(route, reads[route.path], options))
      .all(refuseMethod);
  }
  router.use(answerError(options.logger));
  return router;
}

function answerWith(route: NativeRoute, read: Read, options: NativeRouterOptions): RequestHandler {
  const { clock, requestTimeoutMs = 10_000 } = options;
  const answer = async (req: Request, res: Response): Promise<unknown> =>
    read({ req, res, caller: await authorize(options, req, route) });
  return async (req, res) => {
    const body = await withinDeadline({ clock, requestTimeoutMs }, answer(req, res));
    res.set('Cache-Control', 'no-store').json(body);
  };
}

/** The bulks of a page that the caller may see; a caller who is nobody has none of its own. */
async function readBulks(caller: Caller, queries: BulkQueries, query: BulkListQuery) {
  if (caller.may(READ_ANY)) return queries.list(query);
  const { owner } = caller;
  return owner === null ? [] : queries.list({ ...query, owner });
}

/** One more than asked for is read: only then is it known whether there is a next page. */
async function listBulks({ req, caller }: Call, { queries, clock }: NativeRouterOptions): Promise<unknown> {
  const { limit, cursor, dialect, entity, state } = parseBulksQuery(req.originalUrl);
  const found = await readBulks(caller, queries, {
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

async function listOperations(call: Call, queries: BulkQueries): Promise<unknown> {
  const { limit, cursor, state } = parseOperationsQuery(call.req.originalUrl);
  const { header } = await findBulk(call, queries);
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

/** The bulk of the address, if it exists for the caller; its uuid also goes into the request's log line. */
async function findBulk({ req, res, caller }: Call, queries: BulkQueries): Promise<BulkStatus> {
  const uuid = String(req.params.uuid).toLowerCase();
  const status = UUID.test(uuid) ? await queries.status(uuid) : null;
  if (status === null || !mayRead(caller, status.header.owner)) {
    throw noSuchBulk();
  }
  res.locals.bulkUuid = status.header.bulkUuid;
  return status;
}

const noSuchBulk = (): Refusal => new Refusal(404, 'There is no bulk with this uuid.');

const refuseMethod: RequestHandler = (req, res) => {
  const headers = { Allow: 'GET, HEAD' };
  answerRefusal(res, new Refusal(405, `${req.method} is not possible here.`, { headers }));
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
