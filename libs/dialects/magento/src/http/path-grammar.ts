import type { RouteForm } from '@sluice/route-mapping';
import { ALL_SCOPES, type StoreRegistry } from '@sluice/schemas';

/** What the part of a path before the route says. */
export interface RestTarget {
  readonly form: RouteForm;
  /** Store scope as sent; absent where the path has no store code. */
  readonly scope?: string;
  /** The path behind the version, `/products/24-MB01`; null for a version there is no route of. */
  readonly path: string | null;
  /** The schema of this form's routes is asked for. */
  readonly schema?: true;
}

const PREFIXES: readonly { readonly form: RouteForm; readonly pattern: RegExp }[] = [
  { form: 'bulk', pattern: /^\/async\/bulk(?=\/V.)/ },
  { form: 'async', pattern: /^\/async(?=\/V.)/ },
  { form: 'sync', pattern: /^(?=\/V\d)/ },
];

const SCHEMA = /^\/async(\/bulk)?\/schema\/*$/;

const VERSION = /^\/V1(?=\/|$)/;

function splitStoreCode(path: string, codes: ReadonlySet<string>): { scope?: string; rest: string } {
  const end = path.indexOf('/', 1);
  const first = path.slice(1, end === -1 ? path.length : end);
  return codes.has(first) ? { scope: first, rest: end === -1 ? '' : path.slice(end) } : { rest: path };
}

/**
 * Reads `[/{storeCode}]/{async|async/bulk}/V1/...`, `[/{storeCode}]/V1/...` or `[/{storeCode}]/{async|async/bulk}/schema`,
 * the path below `/rest` without its query. Null where no processor would take it: unknown prefix or unknown store code. Contract magento-bulk 1.
 */
export function createPathGrammar(stores: StoreRegistry): (path: string) => RestTarget | null {
  const codes = new Set([ALL_SCOPES, ...stores.views.map((view) => view.code)]);
  return (path) => {
    const { rest, ...scope } = splitStoreCode(path, codes);
    const schema = SCHEMA.exec(rest);
    if (schema !== null) {
      return { form: schema[1] === undefined ? 'async' : 'bulk', ...scope, path: null, schema: true };
    }
    const prefix = PREFIXES.find(({ pattern }) => pattern.test(rest));
    if (prefix === undefined) return null;
    const versioned = rest.replace(prefix.pattern, '');
    const route = VERSION.test(versioned) ? versioned.replace(VERSION, '') : null;
    return { form: prefix.form, ...scope, path: route };
  };
}

const CLOUD = /^\/[A-Za-z0-9][A-Za-z0-9_-]*\/V1(?:\/async(\/bulk)?)?(?=\/|$)/;

const formOf = (prefix: string, bulk: string | undefined): RouteForm => {
  if (bulk !== undefined) return 'bulk';
  return prefix.endsWith('/async') ? 'async' : 'sync';
};

/**
 * Reads the cloud form `/{tenant}/V1/async/bulk/...`, where the store code stands in the `Store` header. Undefined
 * where the path is not of that form, null for a store code there is not. Contract magento-bulk 1.
 */
export function createCloudGrammar(
  stores: StoreRegistry,
): (path: string, store: string | undefined) => RestTarget | null | undefined {
  const codes = new Set([ALL_SCOPES, ...stores.views.map((view) => view.code)]);
  return (path, store = '') => {
    const [prefix, bulk] = CLOUD.exec(path) ?? [];
    if (prefix === undefined) return undefined;
    if (store !== '' && !codes.has(store)) return null;
    const scope = store === '' ? {} : { scope: store };
    return { form: formOf(prefix, bulk), ...scope, path: path.slice(prefix.length) };
  };
}
