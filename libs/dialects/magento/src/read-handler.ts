import { compileRoutes } from '@sluice/route-mapping';
import { assertAcceptable } from './http/negotiate';
import { resolveRead } from './http/resolve-method';
import { sendJson } from './http/send-json';
import { streamJson } from './http/stream-json';
import { readProduct } from './products/read-product';
import { READ_ROUTES, type ReadView } from './route-table';
import type { MagentoRouterOptions, RestCall, RestHandler } from './rest-call';
import { requireBulk } from './status/bulk-reader';
import { countOperations } from './status/count-operations';
import { detailedStatusText, statusText } from './status/status-text';

type Params = Readonly<Record<string, string>>;
type AnswerView = (options: MagentoRouterOptions, call: RestCall, params: Params) => Promise<void>;

const answerList =
  (toText: typeof statusText): AnswerView =>
  async (options, { res }, params) => {
    const status = await requireBulk(options, params.bulkUuid ?? '');
    await streamJson(res, toText(options, status));
  };

const answerCount: AnswerView = async (options, { res }, params) => {
  const value = await countOperations(options, params.bulkUuid ?? '', params.status ?? '');
  sendJson(res, { status: 200, value });
};

const answerProduct: AnswerView = async (options, { res, target }, params) => {
  const scope = target.scope ?? options.stores.defaultView;
  sendJson(res, { status: 200, value: await readProduct(options, params.sku ?? '', scope) });
};

const ANSWERS: Readonly<Record<ReadView, AnswerView>> = {
  status: answerList(statusText),
  'detailed-status': answerList(detailedStatusText),
  'operation-status': answerCount,
  product: answerProduct,
};

/** Handles the sync form: the status calls and the reading back of products. */
export function createReadHandler(options: MagentoRouterOptions): RestHandler {
  const match = compileRoutes(READ_ROUTES);
  return async (call) => {
    const { row, params } = resolveRead(match, call.req.method, call.target);
    assertAcceptable(call.req.headers.accept);
    await ANSWERS[row.view](options, call, params);
  };
}
