import { withinDeadline } from '@sluice/ports';
import type { BulkRequest, IncomingItem } from '@sluice/intake';
import { compileRoutes, type RouteHit } from '@sluice/route-mapping';
import { receiptView } from './accept-view';
import { assertAcceptable } from './http/negotiate';
import { createBodyReader } from './http/read-body';
import { resolveWrite } from './http/resolve-method';
import { sendJson } from './http/send-json';
import { splitBulk, toSingleItem } from './items/split-request';
import { toWriteRoute, type WriteRoute } from './items/write-route';
import { WRITE_ROUTES } from './route-table';
import type { MagentoRouterOptions, RestCall, RestHandler } from './rest-call';

/** Before there is access control everybody is an integration, with no id (contract magento-bulk 3). */
const ANYBODY = { userType: 1, userId: 0 } as const;

function itemsOf({ row, params }: RouteHit<WriteRoute>, call: RestCall, body: unknown): IncomingItem[] {
  if (call.target.form === 'bulk') return splitBulk(row, body);
  return [toSingleItem(row, { params, query: call.query, body })];
}

const toRequest = (row: WriteRoute, { scope }: RestCall['target'], items: IncomingItem[]): BulkRequest => ({
  dialect: 'magento',
  entity: row.entity,
  description: row.topic,
  ...(scope === undefined ? {} : { scope }),
  ...ANYBODY,
  items,
});

/** Handles the async and bulk forms: route, headers, body, items, accept, 202. */
export function createWriteHandler(options: MagentoRouterOptions): RestHandler {
  const match = compileRoutes(WRITE_ROUTES.map(toWriteRoute));
  const readBody = createBodyReader(options.limits);
  return async (call) => {
    const { req, res, target } = call;
    const hit = resolveWrite(match, req.method, target);
    assertAcceptable(req.headers.accept);
    const items = itemsOf(hit, call, await readBody(req, res));
    const receipt = await withinDeadline(options, options.accept(toRequest(hit.row, target, items)));
    res.locals['bulkUuid'] = receipt.bulkUuid;
    sendJson(res, { status: 202, value: receiptView(receipt) });
  };
}
