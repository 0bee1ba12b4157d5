/** The verbs a route can have (contract magento-bulk 1: PATCH is no verb of the table). */
export type RouteVerb = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** Where a route may be called: as it stands, under `/async`, or under `/async/bulk` with its `by...` path. */
export type RouteForm = 'sync' | 'async' | 'bulk';

/** What matching needs of a row. Paths start with `/`; a segment `:name` takes any value. */
export interface RouteShape {
  readonly verb: RouteVerb;
  readonly path: string;
}

/** One argument of the service behind a route, named as the service names it (camelCase). */
export interface RouteParam {
  readonly name: string;
  readonly required: boolean;
}

/** One row of the route table (contract magento-bulk 7): the same data for all three forms. */
export interface RouteRow extends RouteShape {
  /** Entity and action of the canonical operation an item becomes. */
  readonly entity: string;
  readonly action: string;
  /** The arguments an item carries; path parameters that are no argument are not listed. */
  readonly params: readonly RouteParam[];
  /** Service interface and method, lower-case, with dots: the middle of the topic name. */
  readonly service: string;
  readonly acl: string;
  /** What the route does, for people. */
  readonly description: string;
}
