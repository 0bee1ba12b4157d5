import type { RouteHit } from '@sluice/route-mapping';
import { createEntityReader } from './entities/entity-reader';
import { authorize, type Demand } from './http/authorize';
import { assertAcceptable } from './http/negotiate';
import { createBodyReader } from './http/read-body';
import { sendJson } from './http/send-json';
import type { ReadRow } from './modules/module';
import type { MagentoRouterOptions, UnknownCall } from './rest-call';

/** What the row asks of its caller; a token may be limited to entities and to stores. */
const demandOf = ({ access, acl, entity }: ReadRow, { target }: UnknownCall): Demand => ({
  access,
  acl,
  ...(entity === undefined ? {} : { place: { entity, store: target.scope } }),
});

/** Handles the reading routes of the sync form: caller, then the row's own answer. */
export function createReadHandler(options: MagentoRouterOptions) {
  const entities = createEntityReader(options.entities, options);
  const readBody = createBodyReader(options.limits);
  return async ({ row, params }: RouteHit<ReadRow>, unknown: UnknownCall): Promise<void> => {
    const { req, res } = unknown;
    const call = await authorize(options, unknown, demandOf(row, unknown));
    assertAcceptable(req.headers.accept);
    const body = row.verb === 'POST' ? await readBody(req, res) : undefined;
    const value = await row.answer({ options, entities, body }, call, params);
    if (value !== undefined) sendJson(res, { status: 200, value });
  };
}
