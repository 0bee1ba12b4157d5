import type { RouteForm } from '@sluice/route-mapping';
import { ALL_SCOPES, type StoreRegistry } from '@sluice/schemas';

/** What the part of a path before the route says. */
export interface RestTarget {
  readonly form: RouteForm;
  /** Store scope as sent; absent where the path has no store code. */
  readonly scope?: string;
  /** The path behind the version, `/products/24-MB01`; null for a version there is no route of. */
  readonly path: string | null;
}

const PREFIXES: readonly { readonly form: RouteForm; readonly pattern: RegExp }[] = [
  { form: 'bulk', pattern: /^\/async\/bulk(?=\/V.)/ },
  { form: 'async', pattern: /^\/async(?=\/V.)/ },
  { form: 'sync', pattern: /^(?=\/V\d)/ },
];

const VERSION = /^\/V1(?=\/|$)/;

function splitStoreCode(path: string, codes: ReadonlySet<string>): { scope?: string; rest: string } {
  const end = path.indexOf('/', 1);
  const first = path.slice(1, end === -1 ? path.length : end);
  return codes.has(first) ? { scope: first, rest: end === -1 ? '' : path.slice(end) } : { rest: path };
}

/**
 * Reads `[/{storeCode}]/{async|async/bulk}/V1/...` or `[/{storeCode}]/V1/...`, the path below `/rest` without its
 * query. Null where no processor would take it: unknown prefix or unknown store code. Contract magento-bulk 1.
 */
export function createPathGrammar(stores: StoreRegistry): (path: string) => RestTarget | null {
  const codes = new Set([ALL_SCOPES, ...stores.views.map((view) => view.code)]);
  return (path) => {
    const { rest, ...scope } = splitStoreCode(path, codes);
    const prefix = PREFIXES.find(({ pattern }) => pattern.test(rest));
    if (prefix === undefined) return null;
    const versioned = rest.replace(prefix.pattern, '');
    const route = VERSION.test(versioned) ? versioned.replace(VERSION, '') : null;
    return { form: prefix.form, ...scope, path: route };
  };
}
