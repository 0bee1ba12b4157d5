import type { Clock, StoredToken, TokenKind, TokenStore } from '@sluice/ports';
import { hashToken, makeToken } from './token-format';

/** What tokens are made with. */
export interface TokenDesk {
  readonly tokens: TokenStore;
  readonly clock: Clock;
  /** Secret that the hashes are made under; the same for every process of an installation. */
  readonly pepper: string;
}

/** What a token is to be. */
export interface TokenRequest {
  readonly kind: TokenKind;
  readonly name: string;
  /** Null: the token stands for itself. */
  readonly subject: string | null;
  /** Null: a new number. */
  readonly userId: number | null;
  readonly scopes: readonly string[];
  readonly entities: readonly string[] | null;
  readonly stores: readonly string[] | null;
  /** Null: until it is revoked. */
  readonly lifeMs: number | null;
}

/** A token that was just made: the only moment at which its text is known. */
export interface IssuedToken {
  readonly text: string;
  readonly stored: StoredToken;
}

/** Makes and stores a token. Rejects as the store does. */
export async function issueToken(desk: TokenDesk, request: TokenRequest): Promise<IssuedToken> {
  const { text, id } = makeToken();
  const { lifeMs, subject, ...facts } = request;
  const createdAt = desk.clock.now();
  const stored = await desk.tokens.insert({
    ...facts,
    id,
    subject: subject ?? id,
    hash: hashToken(text, desk.pepper),
    createdAt,
    expiresAt: lifeMs === null ? null : createdAt + lifeMs,
  });
  return { text, stored };
}
