import type { IncomingItem } from '@sluice/intake';
import type { DeferredItem } from '../modules/module';
import type { AccessPlace, Caller, MagentoRouterOptions, RestCall, UnknownCall } from '../rest-call';
import { ANONYMOUS, writeScopeOf, type MagentoRow } from '../route-table';
import { limited, notAuthorized } from './rest-error';

/** Any valid token will do. */
export const ANY_TOKEN = 'any';

/** What a route asks of its caller. */
export interface Demand {
  /** `any`, `anonymous` or a scope. */
  readonly access: string;
  /** The ACL name that a 401 tells. */
  readonly acl: string;
  readonly place?: AccessPlace;
}

/** Whoever calls a route that is open to everybody. */
const NOBODY: Caller = { owner: null, userType: 4, userId: 0, may: () => false };

const isEnough = (caller: Caller, { access, place }: Demand): boolean =>
  access === ANY_TOKEN || caller.may(access, place);

type Authorizing = Pick<MagentoRouterOptions, 'authenticate' | 'requestRate'>;

/** Counts the request; who has no valid token counts by the address it calls from. Throws a 429. */
function countRequest({ requestRate }: Authorizing, caller: Caller, { req }: UnknownCall): void {
  const refusal = requestRate?.(caller, req) ?? null;
  if (refusal !== null) throw limited(429, refusal.message, refusal.retryAfterS);
}

/**
 * The call with its caller. A route that is open to everybody still learns who calls, so that a bulk has its owner.
 * Only the Authorization header is looked at. Throws the 401 of the contract, and a 429 where requests come too fast.
 */
export async function authorize(options: Authorizing, call: UnknownCall, demand: Demand): Promise<RestCall> {
  const caller = await options.authenticate(call.req.headers.authorization);
  countRequest(options, caller ?? NOBODY, call);
  if (demand.access === ANONYMOUS) return { ...call, caller: caller ?? NOBODY };
  if (caller === null || !isEnough(caller, demand)) throw notAuthorized(demand.acl);
  return { ...call, caller };
}

/** Throws the 401 of the contract where an item sends what only who may write the entity may (contract magento-bulk 1). */
export function assertMaySend(
  { guarded, entity }: Pick<MagentoRow, 'guarded' | 'entity'>,
  items: readonly (IncomingItem | DeferredItem)[],
  { caller, target }: RestCall,
): void {
  if (guarded === undefined) return;
  const isSent = items.some(
    (item) => item.kind === 'operation' && (item.payload[guarded.field] ?? null) !== null,
  );
  if (isSent && !caller.may(writeScopeOf({ entity }), { entity, store: target.scope })) {
    throw notAuthorized(guarded.acl);
  }
}
