export { fromBulkPath, toBulkPath } from './bulk-path';
export { compileRoutes, type MatchRoute, type RouteHit, type RouteMatch } from './compile-routes';
export type { RouteForm, RouteParam, RouteRow, RouteShape, RouteVerb } from './route-row';
