/** Who stands behind a token: a machine, a person with an account, a customer of the shop. */
export type TokenKind = 'integration' | 'admin' | 'customer';

/** A bearer token as kept: never the token itself. All instants are milliseconds since 1970. */
export interface StoredToken {
  /** The part of the token that finds it; unique. */
  readonly id: string;
  readonly kind: TokenKind;
  /** For people who read a list. */
  readonly name: string;
  /** Whose it is, unique within its kind: the account's name, the customer's id; an integration's token is its own. */
  readonly subject: string;
  /** The number that status answers show as `user_id`. */
  readonly userId: number;
  readonly scopes: readonly string[];
  /** The only entities it may be used for; null: any. */
  readonly entities: readonly string[] | null;
  /** The only store scopes it may be used for; null: any. */
  readonly stores: readonly string[] | null;
  /** HMAC-SHA256 of the token under the pepper, 64 hex digits. */
  readonly hash: string;
  readonly createdAt: number;
  /** Worth nothing from this instant on; null: never. */
  readonly expiresAt: number | null;
  readonly revokedAt: number | null;
  /** To the minute at best; null: not used yet. */
  readonly lastUsedAt: number | null;
}

/** A token to store; `userId` null: the store gives the next number of its own sequence, from 1. */
export interface NewToken extends Omit<StoredToken, 'userId' | 'revokedAt' | 'lastUsedAt'> {
  readonly userId: number | null;
}

/** A person who may log in with a password. */
export interface Account {
  /** Unique. */
  readonly name: string;
  /** From the same sequence as those of tokens; kept when the account is changed. */
  readonly userId: number;
  /** A salted, slow hash with its parameters. */
  readonly passwordHash: string;
  /** What tokens of this account may do. */
  readonly scopes: readonly string[];
  /** When it was last written. */
  readonly changedAt: number;
}

/** Which tokens to list. */
export interface TokenQuery {
  /** Goes on behind this token. */
  readonly after?: Pick<StoredToken, 'createdAt' | 'id'>;
  readonly limit: number;
}

/**
 * Where tokens and accounts live. All of it survives restarts; another process sees a write as soon as its call
 * resolved, and a write is durable (journalled) then.
 */
export interface TokenStore {
  /**
   * Stores a token and returns it as stored. Rejects with `refused` where the id is taken. Login tokens (admin,
   * customer) that expired more than a day before this one was created may be dropped: they are made without end.
   */
  insert(token: NewToken): Promise<StoredToken>;
  /** Also expired and revoked ones; null where there is none. */
  find(id: string): Promise<StoredToken | null>;
  /** Newest first, ties by id, descending. */
  list(query: TokenQuery): Promise<StoredToken[]>;
  /** Notes the instant from which it is worth nothing; the first one stays. False where there is no such token. */
  revoke(id: string, at: number): Promise<boolean>;
  /** Notes last uses, in one call; never moves one back, and passes over ids that are not there. */
  touch(uses: ReadonlyMap<string, number>): Promise<void>;
  /** Makes the account, or replaces password and scopes of the one of that name; returns it as stored. */
  putAccount(account: Omit<Account, 'userId'>): Promise<Account>;
  findAccount(name: string): Promise<Account | null>;
}
