const PARAMETER = /\/:([^/])([^/]*)/g;
const BULK_PARAMETER = /\/by([A-Z])([^/]*)/g;

/**
 * The bulk form of a route's path: every `/:name` becomes `/by` + first letter in upper case + the rest
 * (`/products/:sku` -> `/products/bySku`, `:parent_id` -> `byParent_id`). Contract magento-bulk 1.
 */
export const toBulkPath = (path: string): string =>
  path.replace(PARAMETER, (_, first: string, rest: string) => `/by${first.toUpperCase()}${rest}`);

/**
 * The inverse of `toBulkPath` for paths that `compileRoutes` takes: parameter names start with a small letter and no
 * literal segment looks like `byX...`, or the two forms could not be told apart.
 */
export const fromBulkPath = (path: string): string =>
  path.replace(BULK_PARAMETER, (_, first: string, rest: string) => `/:${first.toLowerCase()}${rest}`);
