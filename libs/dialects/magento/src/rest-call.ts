import type { AcceptBulk } from '@sluice/intake';
import type { Deadline, EntityStore, Logger } from '@sluice/ports';
import type { StoreRegistry } from '@sluice/schemas';
import type { BulkQueries } from '@sluice/tracking';
import type { Request, Response } from 'express';
import type { RestTarget } from './http/path-grammar';
import type { BodyLimits } from './http/read-body';

/** What the dialect stands on. */
export interface MagentoRouterOptions extends Deadline {
  readonly accept: AcceptBulk;
  readonly queries: BulkQueries;
  readonly entities: EntityStore;
  readonly stores: StoreRegistry;
  readonly limits: BodyLimits;
  readonly logger: Logger;
}

/** A request whose path has been read. */
export interface RestCall {
  readonly req: Request;
  readonly res: Response;
  readonly target: RestTarget;
  /** The query string without its question mark. */
  readonly query: string;
}

export type RestHandler = (call: RestCall) => Promise<void>;
