import type { MatchRoute, RouteHit } from '@sluice/route-mapping';
import type { RestTarget } from './path-grammar';
import { methodNotSupported, noSuchRoute, unprocessable } from './rest-error';

const TABLE_VERBS = new Set(['GET', 'POST', 'PUT', 'DELETE']);

/** PATCH does what PUT does on the same path (contract magento-bulk 8). */
const effectiveVerb = (method: string): string => (method === 'PATCH' ? 'PUT' : method);

/** Every verb a client may send for this verb of the table. */
const spellings = (verb: string): string[] => (verb === 'PUT' ? ['PUT', 'PATCH'] : [verb]);

/**
 * The writing route of an async or bulk path. Throws 400 for GET, 404 for a path the table does not know, 405 for
 * another verb than the path has (contract magento-bulk 1, "Methods").
 */
export function resolveWrite<R>(match: MatchRoute<R>, method: string, target: RestTarget): RouteHit<R> {
  if (method === 'GET') throw unprocessable();
  const found = target.path === null ? undefined : match(effectiveVerb(method), target.form, target.path);
  if (found?.kind === 'match') return found;
  if (found?.kind === 'wrong-verb') throw methodNotSupported(method, found.allowed.flatMap(spellings));
  throw TABLE_VERBS.has(method) ? noSuchRoute() : methodNotSupported(method);
}

/** The reading route of a sync path. Throws 404 where there is none, 405 for a verb that no route of ours has. */
export function resolveRead<R>(match: MatchRoute<R>, method: string, target: RestTarget): RouteHit<R> {
  const found = target.path === null ? undefined : match(method, 'sync', target.path);
  if (found?.kind === 'match') return found;
  const allowed = found?.kind === 'wrong-verb' ? found.allowed : [];
  throw TABLE_VERBS.has(method) ? noSuchRoute() : methodNotSupported(method, allowed);
}
