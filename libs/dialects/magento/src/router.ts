import type { Request, RequestHandler, Response } from 'express';
import { compileRoutes } from '@sluice/route-mapping';
import { answerError } from './http/answer-error';
import { createCloudGrammar, createPathGrammar, type RestTarget } from './http/path-grammar';
import { ANY_TOKEN, authorize } from './http/authorize';
import { methodNotSupported, unprocessable } from './http/rest-error';
import { sendJson } from './http/send-json';
import { swaggerOf } from './swagger/swagger-of';
import { READ_ROUTES, WRITE_ROUTES } from './modules/modules';
import { createReadHandler } from './read-handler';
import type { MagentoRouterOptions, UnknownCall } from './rest-call';
import { createWriteHandler } from './write-handler';

function splitUrl(url: string): [path: string, query: string] {
  const mark = url.indexOf('?');
  return mark === -1 ? [url, ''] : [url.slice(0, mark), url.slice(mark + 1)];
}

const SCHEMA = { access: ANY_TOKEN, acl: 'Magento_Backend::admin' } as const;

/** `services=all` and no services are the same. */
const servicesOf = (query: string): { services?: string[] } => {
  const sent = new URLSearchParams(query).get('services') ?? 'all';
  return sent === 'all' ? {} : { services: sent.split(',') };
};

/** Answers the schema of the routes of one form to whoever holds a token. */
async function answerSchema(options: MagentoRouterOptions, unknown: UnknownCall): Promise<void> {
  const { req, res, query, target } = unknown;
  if (req.method !== 'GET' || target.form === 'sync') throw methodNotSupported(req.method, ['GET']);
  await authorize(options, unknown, SCHEMA);
  const basePath = `/rest${target.scope === undefined ? '' : `/${target.scope}`}`;
  const value = swaggerOf(WRITE_ROUTES, { form: target.form, basePath, ...servicesOf(query) });
  sendJson(res, { status: 200, value });
}

type Parse = (path: string, req: Request) => RestTarget | null | undefined;

/** Handles requests whose path a grammar can read; what is of another form (undefined) goes on. */
function createHandler(options: MagentoRouterOptions, parse: Parse) {
  const matchRead = compileRoutes(READ_ROUTES);
  const write = createWriteHandler(options);
  const read = createReadHandler(options);
  const handle = async (call: UnknownCall): Promise<void> => {
    const { method } = call.req;
    const { form, path } = call.target;
    // Reading rows may be POSTs, too: what a client asks for by a list of skus has no room in a path.
    const found = form === 'sync' && path !== null ? matchRead(method, form, path) : null;
    if (found?.kind === 'match') await read(found, call);
    else await write(call, found?.kind === 'wrong-verb' ? found.allowed : []);
  };
  return async (req: Request, res: Response, next: () => void): Promise<void> => {
    const [path, query] = splitUrl(req.url);
    const target = parse(path, req);
    if (target === null) throw unprocessable();
    if (target === undefined) next();
    else if (target.schema === true) await answerSchema(options, { req, res, target, query });
    else await handle({ req, res, target, query });
  };
}

const handlerOf = (options: MagentoRouterOptions, parse: Parse): RequestHandler => {
  const handle = createHandler(options, parse);
  const { logger } = options;
  return (req, res, next) => handle(req, res, next).catch(answerError({ req, res, logger }));
};

/**
 * Magento's sync, async and bulk API, its status calls and the reading back, to be mounted at `/rest`. It answers
 * every request below there; refusals have Magento's error body, everything unforeseen is 503 with Retry-After,
 * nothing is 500. Contract magento-bulk 1 to 4, 7 and 8.
 */
export function createMagentoRouter(options: MagentoRouterOptions): RequestHandler {
  const parse = createPathGrammar(options.stores);
  return handlerOf(options, (path) => parse(path));
}

/** The same in the cloud form `/{tenant}/V1/...`, to be mounted at the root; everything else goes on. */
export function createMagentoCloudRouter(options: MagentoRouterOptions): RequestHandler {
  const parse = createCloudGrammar(options.stores);
  const headerOf = ({ headers }: Request): string | undefined =>
    typeof headers['store'] === 'string' ? headers['store'] : undefined;
  return handlerOf(options, (path, req) => parse(path, headerOf(req)));
}
