import express, { type Request, type Response, type Router } from 'express';
import { answerError } from './http/answer-error';
import { createPathGrammar } from './http/path-grammar';
import { unprocessable } from './http/rest-error';
import { createReadHandler } from './read-handler';
import type { MagentoRouterOptions } from './rest-call';
import { createWriteHandler } from './write-handler';

function splitUrl(url: string): [path: string, query: string] {
  const mark = url.indexOf('?');
  return mark === -1 ? [url, ''] : [url.slice(0, mark), url.slice(mark + 1)];
}

/**
 * Magento's async and bulk API, its status calls and the reading back of products, to be mounted at `/rest`. It
 * answers every request below there; refusals have Magento's error body, everything unforeseen is 503 with
 * Retry-After, nothing is 500. Contract magento-bulk 1 to 4 and 8.
 */
export function createMagentoRouter(options: MagentoRouterOptions): Router {
  const parsePath = createPathGrammar(options.stores);
  const write = createWriteHandler(options);
  const read = createReadHandler(options);
  const handle = async (req: Request, res: Response): Promise<void> => {
    const [path, query] = splitUrl(req.url);
    const target = parsePath(path);
    if (target === null) throw unprocessable();
    const handler = target.form === 'sync' ? read : write;
    await handler({ req, res, target, query });
  };
  const router = express.Router();
  router.use((req, res) => handle(req, res).catch(answerError({ req, res, logger: options.logger })));
  return router;
}
