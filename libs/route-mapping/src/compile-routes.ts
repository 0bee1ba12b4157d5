import { toBulkPath } from './bulk-path';
import type { RouteForm, RouteShape, RouteVerb } from './route-row';
import {
  addRow,
  emptyNode,
  findLeaf,
  segmentsOf,
  withoutTrailingSlashes,
  type RouteNode,
} from './route-trie';

/** The row that answers a request, and the url-decoded values of its path. */
export interface RouteHit<R> {
  readonly kind: 'match';
  readonly row: R;
  readonly params: Readonly<Record<string, string>>;
}

/** What a path is to the table: a hit, known under other verbs only, or unknown. */
export type RouteMatch<R> =
  | RouteHit<R>
  | { readonly kind: 'wrong-verb'; readonly allowed: readonly RouteVerb[] }
  | { readonly kind: 'no-path' };

/** Matches the path behind the version (`/products/24-MB01`), without its query string. */
export type MatchRoute<R> = (verb: string, form: RouteForm, path: string) => RouteMatch<R>;

type Finder<R> = (verb: RouteVerb, path: string) => RouteHit<R> | undefined;

const NO_PATH = { kind: 'no-path' } as const;

/** Undefined for a bad escape. */
function decodeAll(values: readonly string[]): string[] | undefined {
  try {
    return values.map((value) => (value.includes('%') ? decodeURIComponent(value) : value));
  } catch {
    return undefined;
  }
}

/** Finds by segments: literals are compared as sent, values are decoded. */
function trieFinder<R extends RouteShape>(rows: readonly R[]): Finder<R> {
  const roots = new Map<RouteVerb, RouteNode<R>>();
  for (const row of rows) {
    const root = roots.get(row.verb) ?? emptyNode<R>();
    roots.set(row.verb, root);
    addRow(root, row);
  }
  return (verb, path) => {
    const root = roots.get(verb);
    const segments = segmentsOf(path);
    const found = root === undefined || segments === null ? undefined : findLeaf(root, segments);
    const values = found && decodeAll(found.values);
    if (found === undefined || values === undefined) return undefined;
    const { row, names } = found.leaf;
    return {
      kind: 'match',
      row,
      params: Object.fromEntries(names.map((name, i) => [name, values[i] ?? ''])),
    };
  };
}

/** Finds by the whole path: a bulk path has no parameters. */
function literalFinder<R extends RouteShape>(rows: readonly R[]): Finder<R> {
  const hits = new Map(
    rows.map((row) => [`${row.verb} ${toBulkPath(row.path)}`, { kind: 'match', row, params: {} } as const]),
  );
  return (verb, path) => hits.get(`${verb} ${withoutTrailingSlashes(path)}`);
}

/**
 * Compiles one table for all forms. Sync and async paths carry parameters, bulk paths are literal (`bySku`); GET rows
 * exist in the sync form only; trailing slashes are ignored, segments are case-sensitive and must agree in number;
 * values are url-decoded, and a bad escape is no match. Throws where two rows claim the same path and verb.
 * Contract magento-bulk 1 (there two tables are asked, which is where `bySku` leaks in as a value).
 */
export function compileRoutes<R extends RouteShape>(rows: readonly R[]): MatchRoute<R> {
  const writes = rows.filter((row) => row.verb !== 'GET');
  const finders = { sync: trieFinder(rows), async: trieFinder(writes), bulk: literalFinder(writes) };
  const verbs = [...new Set(rows.map((row) => row.verb))];
  return (verb, form, path) => {
    const find = finders[form];
    const known = verbs.find((candidate) => candidate === verb);
    const hit = known && find(known, path);
    if (hit !== undefined) return hit;
    const allowed = verbs.filter((other) => find(other, path) !== undefined);
    return allowed.length === 0 ? NO_PATH : { kind: 'wrong-verb', allowed };
  };
}
