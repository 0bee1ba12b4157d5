import type { Clock, Logger, StoredToken, TokenStore } from '@sluice/ports';
import { verifyAccount } from './accounts';
import type { AuthMode } from './auth-mode';
import { issueToken } from './issue-token';
import { createPasswords, type Passwords } from './passwords';
import { ANONYMOUS, principalOf, type Principal } from './principal';
import { bearerOf, matchesHash, parseToken } from './token-format';
import { createTokenLookup } from './token-lookup';
import { createUseLog } from './use-log';

/** What access control runs with. */
export interface AccessOptions {
  readonly tokens: TokenStore;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Secret that the hashes of tokens are made under. */
  readonly pepper: string;
  readonly mode: AuthMode;
  /** Hashes passwords; of the usual cost unless told. */
  readonly passwords?: Passwords;
}

/** Who may call: the one place that knows tokens. */
export interface Access {
  readonly mode: AuthMode;
  /**
   * Who calls, by the Authorization header and nothing else; null where it holds no valid token. A revocation counts
   * within 5 s. In mode `open` everybody is ANONYMOUS, whatever is sent. Rejects with `unavailable` where the store
   * cannot be asked: that is no 401.
   */
  authenticate(authorization: string | undefined): Promise<Principal | null>;
  /**
   * A token with the account's scopes, valid for 4 h; null where name or password is wrong. Rejects with
   * `unavailable` where too many logins wait. Contract magento-bulk 7 (Login).
   */
  issueAdminToken(name: string, password: string): Promise<string | null>;
  /** A token of a customer whose password was found right, without scopes, valid for 1 h. */
  issueCustomerToken(customerId: number): Promise<string>;
  /** Writes the last uses that are still due. Idempotent. */
  close(): Promise<void>;
}

const HOUR_MS = 3_600_000;
const ADMIN_LIFE_MS = 4 * HOUR_MS;
const CUSTOMER_LIFE_MS = HOUR_MS;

/** Below the 5 s that are promised. */
const ANSWER_LIFE_MS = 4_000;
const MAX_ENTRIES = 10_000;

const isLive = ({ revokedAt, expiresAt }: StoredToken, now: number): boolean =>
  revokedAt === null && (expiresAt === null || now < expiresAt);

const authenticating = ({ tokens, clock, logger, pepper }: AccessOptions) => {
  const find = createTokenLookup({
    find: (id) => tokens.find(id),
    clock,
    lifeMs: ANSWER_LIFE_MS,
    maxEntries: MAX_ENTRIES,
  });
  const uses = createUseLog({
    touch: (batch) => tokens.touch(batch),
    clock,
    logger,
    maxEntries: MAX_ENTRIES,
  });
  const authenticate = async (authorization: string | undefined): Promise<Principal | null> => {
    const token = parseToken(bearerOf(authorization) ?? '');
    if (token === null) return null;
    const stored = await find(token.id);
    if (stored === null || !matchesHash(token.text, stored.hash, pepper)) return null;
    if (!isLive(stored, clock.now())) return null;
    uses.note(stored);
    return principalOf(stored);
  };
  return { authenticate, close: () => uses.close() };
};

const issuing = (options: AccessOptions): Pick<Access, 'issueAdminToken' | 'issueCustomerToken'> => {
  const { tokens, passwords = createPasswords() } = options;
  const unlimited = { entities: null, stores: null } as const;
  return {
    issueAdminToken: async (name, password) => {
      const account = await verifyAccount({ tokens, passwords }, name, password);
      if (account === null) return null;
      const { userId, scopes } = account;
      const login = { kind: 'admin', name: `login of ${name}`, subject: name, userId, scopes } as const;
      return (await issueToken(options, { ...login, ...unlimited, lifeMs: ADMIN_LIFE_MS })).text;
    },
    issueCustomerToken: async (customerId) => {
      const [subject, userId] = [String(customerId), customerId];
      const login = { kind: 'customer', name: `login of customer ${subject}`, subject, userId } as const;
      const request = { ...login, ...unlimited, scopes: [], lifeMs: CUSTOMER_LIFE_MS };
      return (await issueToken(options, request)).text;
    },
  };
};

/** Access control over stored tokens. */
export function createAccess(options: AccessOptions): Access {
  const { authenticate, close } = authenticating(options);
  const { mode } = options;
  return {
    mode,
    authenticate: mode === 'open' ? () => Promise.resolve(ANONYMOUS) : authenticate,
    ...issuing(options),
    close,
  };
}
