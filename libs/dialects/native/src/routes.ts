/** Any valid token will do. */
export const ANY_TOKEN = 'any';

/** A route and what it asks of its caller. */
export interface NativeRoute {
  readonly method: 'GET';
  /** As express writes it. */
  readonly path: string;
  /** `any` (any valid token) or a scope. */
  readonly access: string;
}

/**
 * Every native route; HEAD goes with GET. The routes of one bulk answer its owner, others only with
 * `status:read:any`: to everybody else it does not exist.
 */
export const NATIVE_ROUTES = [
  { method: 'GET', path: '/bulks', access: 'status:read' },
  { method: 'GET', path: '/bulks/:uuid', access: ANY_TOKEN },
  { method: 'GET', path: '/bulks/:uuid/operations', access: ANY_TOKEN },
] as const satisfies readonly NativeRoute[];

export type NativePath = (typeof NATIVE_ROUTES)[number]['path'];
