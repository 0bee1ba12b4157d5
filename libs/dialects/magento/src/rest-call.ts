import type { AcceptBulk } from '@sluice/intake';
import type { Deadline, EntityStore, IdPool, Logger, Vault } from '@sluice/ports';
import type { Registry } from '@sluice/registry';
import type { StoreRegistry } from '@sluice/schemas';
import type { BulkQueries, BulkWaiter } from '@sluice/tracking';
import type { Request, Response } from 'express';
import type { RestTarget } from './http/path-grammar';
import type { BodyLimits } from './http/read-body';
import type { ShapeLimits } from './items/shape';

/** Where a permission is wanted. */
export interface AccessPlace {
  readonly entity?: string;
  /** Store scope as sent. */
  readonly store?: string | undefined;
}

/** Who calls, and what it may do. */
export interface Caller {
  /** The principal its bulks belong to; null where nobody is asked for a token. */
  readonly owner: string | null;
  /** In this dialect's terms (contract magento-bulk 3). */
  readonly userType: number;
  readonly userId: number;
  may(scope: string, place?: AccessPlace): boolean;
}

/** How much a request may ask for. */
export interface MagentoLimits extends BodyLimits, ShapeLimits {
  /** Items of one bulk. */
  readonly maxItems: number;
}

/** Logs in: answers a token, or null where name and password do not belong together. */
export type LogIn = (name: string, password: string) => Promise<string | null>;

/** Counts a request of a caller; null where it may go on, else what a 429 says. */
export type RequestRate = (
  caller: Pick<Caller, 'owner'>,
  req: Request,
) => { readonly retryAfterS: number; readonly message: string } | null;

/** What the dialect stands on. */
export interface MagentoRouterOptions extends Deadline {
  readonly accept: AcceptBulk;
  readonly queries: BulkQueries;
  /** Tells when the bulk of a synchronous call is finished. */
  readonly waiter: BulkWaiter;
  readonly entities: EntityStore;
  /** New ids of a collection whose key is the id. */
  readonly idsOf: (collection: string) => Pick<IdPool, 'take'>;
  readonly vault: Vault;
  readonly stores: StoreRegistry;
  /** What the registry routes answer. */
  readonly registry: Registry;
  readonly limits: MagentoLimits;
  /** The caller that an Authorization header stands for, null without a valid token; within the request's deadline. */
  readonly authenticate: (authorization: string | undefined) => Promise<Caller | null>;
  /** Asked once a request, as soon as it is known who calls; absent: no limit. */
  readonly requestRate?: RequestRate;
  /** For accounts (contract magento-bulk 7, "Login"). */
  readonly logInAdmin: LogIn;
  /** A token for the customer with this id, whose password has been checked. */
  readonly customerToken: (customerId: number) => Promise<string>;
  /** Which version's answers are given (contract magento-bulk 8, "2.3 answers"). */
  readonly compat: '2.3' | '2.4';
  readonly logger: Logger;
}

/** A request whose path has been read and whose caller is known. */
export interface RestCall {
  readonly req: Request;
  readonly res: Response;
  readonly target: RestTarget;
  /** The query string without its question mark. */
  readonly query: string;
  readonly caller: Caller;
}

/** A request before anybody asked who calls. */
export type UnknownCall = Omit<RestCall, 'caller'>;
