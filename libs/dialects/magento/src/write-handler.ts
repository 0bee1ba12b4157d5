import { withinDeadline } from '@sluice/ports';
import type { BulkRequest, IncomingItem } from '@sluice/intake';
import { compileRoutes, type RouteHit } from '@sluice/route-mapping';
import { receiptView } from './accept-view';
import { createEntityReader } from './entities/entity-reader';
import { assertMaySend, authorize } from './http/authorize';
import { assertAcceptable } from './http/negotiate';
import { createBodyReader } from './http/read-body';
import { resolveWrite } from './http/resolve-method';
import { sendJson } from './http/send-json';
import { resolveItems } from './items/resolve-items';
import { splitBulk, toSingleItem, type SplitContext } from './items/split-request';
import { toWriteRoute, type WriteRoute } from './items/write-route';
import { WRITE_ROUTES } from './modules/modules';
import type { MagentoRouterOptions, RestCall, UnknownCall } from './rest-call';
import { answerSync } from './sync-answer';

function mapItems(
  { row, params }: RouteHit<WriteRoute>,
  call: RestCall,
  at: SplitContext & { body: unknown },
) {
  if (call.target.form === 'bulk') return splitBulk(row, at.body, at);
  return [toSingleItem(row, { params, query: call.query, body: at.body }, at)];
}

const toRequest = (
  row: WriteRoute,
  { target, caller }: RestCall,
  items: readonly IncomingItem[],
): BulkRequest => ({
  dialect: 'magento',
  entity: row.entity,
  description: row.topic,
  ...(target.scope === undefined ? {} : { scope: target.scope }),
  userType: caller.userType,
  userId: caller.userId,
  owner: caller.owner,
  items,
});

/** Answers a call; `readable` are the verbs that the reading table has for its path. */
export type WriteHandler = (call: UnknownCall, readable: readonly string[]) => Promise<void>;

/** Handles the writing routes in all forms: route, caller, headers, body, items, accept, and 202 or the awaited answer. */
export function createWriteHandler(options: MagentoRouterOptions): WriteHandler {
  const match = compileRoutes(WRITE_ROUTES.map(toWriteRoute));
  const readBody = createBodyReader(options.limits);
  const entities = createEntityReader(options.entities, options);
  const { limits, stores, vault } = options;
  const seal = (secret: string): string => vault.seal(secret);
  return async (unknown, readable) => {
    const { req, res, target } = unknown;
    const hit = resolveWrite(match, req.method, { ...target, readable });
    const { row } = hit;
    const place = { entity: row.entity, store: target.scope };
    const call = await authorize(options, unknown, { access: row.access, acl: row.acl, place });
    assertAcceptable(req.headers.accept);
    const body = await readBody(req, res);
    const at = { body, scope: target.scope, limits, stores, seal, maxItems: limits.maxItems };
    const mapped = mapItems(hit, call, at);
    assertMaySend(row, mapped, call);
    const items = await resolveItems(options, mapped);
    const receipt = await withinDeadline(options, options.accept(toRequest(row, call, items)));
    res.locals['bulkUuid'] = receipt.bulkUuid;
    if (target.form === 'sync') await answerSync({ options, entities, body }, { call, row, items, receipt });
    else sendJson(res, { status: 202, value: receiptView(receipt, options.compat) });
  };
}
