import type { StoredToken, TokenKind } from '@sluice/ports';
import { includesScope, type Scope } from './scopes';

/** Who calls, and what for. */
export interface Principal {
  /** What is kept as the owner of a bulk; stable for all tokens of one account. Null: nobody in particular. */
  readonly owner: string | null;
  readonly kind: TokenKind | 'anonymous';
  /** Magento's number for the kind: 1 integration, 2 admin, 3 customer. */
  readonly userType: 1 | 2 | 3;
  readonly userId: number;
  readonly scopes: readonly string[];
  /** The only entities it may write or read; null: any. */
  readonly entities: readonly string[] | null;
  /** The only store scopes; null: any. */
  readonly stores: readonly string[] | null;
  readonly tokenId: string | null;
}

/** What a call is about to do. */
export interface Demand {
  readonly scope: Scope;
  /** Absent: it is about no entity in particular. */
  readonly entity?: string;
  /**
   * The store scope it is about: a store view's code, or `all`. Null: it names none and may change values of all of
   * them, which a token limited to stores may not. Absent: it is about nothing that stores have.
   */
  readonly store?: string | null;
}

const USER_TYPES = { integration: 1, admin: 2, customer: 3 } as const;

/** Every caller where nobody is asked who calls (`SLUICE_AUTH=open`). */
export const ANONYMOUS: Principal = {
  owner: null,
  kind: 'anonymous',
  userType: 1,
  userId: 0,
  scopes: ['admin'],
  entities: null,
  stores: null,
  tokenId: null,
};

/** Who stands behind a token that was found valid. */
export const principalOf = (token: StoredToken): Principal => ({
  owner: `${token.kind}:${token.subject}`,
  kind: token.kind,
  userType: USER_TYPES[token.kind],
  userId: token.userId,
  scopes: token.scopes,
  entities: token.entities,
  stores: token.stores,
  tokenId: token.id,
});

/** Whether its scopes include the one that is asked for. */
export const hasScope = (principal: Pick<Principal, 'scopes'>, required: Scope): boolean =>
  principal.scopes.some((granted) => includesScope(granted, required));

const within = (limit: readonly string[] | null, asked: string | null | undefined): boolean =>
  limit === null || asked === undefined || (asked !== null && limit.includes(asked));

/** Whether it has the scope and stays within its limits, which bind an admin's token too. */
export const allows = (principal: Principal, { scope, entity, store }: Demand): boolean =>
  hasScope(principal, scope) && within(principal.entities, entity) && within(principal.stores, store);
