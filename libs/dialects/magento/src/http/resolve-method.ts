import type { MatchRoute, RouteHit } from '@sluice/route-mapping';
import type { RestTarget } from './path-grammar';
import { methodNotSupported, noSuchRoute, unprocessable } from './rest-error';

const TABLE_VERBS = new Set(['GET', 'POST', 'PUT', 'DELETE']);

/** PATCH does what PUT does on the same path (contract magento-bulk 8). */
const effectiveVerb = (method: string): string => (method === 'PATCH' ? 'PUT' : method);

/** Every verb a client may send for this verb of the table. */
const spellings = (verb: string): string[] => (verb === 'PUT' ? ['PUT', 'PATCH'] : [verb]);

/**
 * The writing route of a path; `readable` are the verbs that the reading table has for it. Throws 400 for GET in the
 * async and bulk forms, 404 for a path that no table knows, 405 for another verb than the path has (contract
 * magento-bulk 1, "Methods").
 */
export function resolveWrite<R>(
  match: MatchRoute<R>,
  method: string,
  { form, path, readable = [] }: RestTarget & { readonly readable?: readonly string[] },
): RouteHit<R> {
  if (method === 'GET' && form !== 'sync') throw unprocessable();
  const found = path === null ? undefined : match(effectiveVerb(method), form, path);
  if (found?.kind === 'match') return found;
  const written = found?.kind === 'wrong-verb' ? found.allowed.flatMap(spellings) : [];
  const allowed = [...new Set([...readable, ...written])];
  if (allowed.length > 0) throw methodNotSupported(method, allowed);
  throw TABLE_VERBS.has(method) ? noSuchRoute() : methodNotSupported(method);
}
