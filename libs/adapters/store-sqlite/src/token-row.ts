import type { NewToken, StoredToken } from '@sluice/ports';

const DAY_MS = 86_400_000;

/** A token's row: what changes or is searched for in columns, the rest as JSON text. */
export interface TokenRow {
  readonly id: string;
  readonly created_at: number;
  readonly user_id: number;
  readonly revoked_at: number | null;
  readonly last_used_at: number | null;
  readonly facts: string;
}

type Facts = Omit<StoredToken, 'id' | 'createdAt' | 'userId' | 'revokedAt' | 'lastUsedAt'>;

/** What of a token never changes, as text. */
export const toFacts = ({
  kind,
  name,
  subject,
  scopes,
  entities,
  stores,
  hash,
  expiresAt,
}: NewToken): string =>
  JSON.stringify({ kind, name, subject, scopes, entities, stores, hash, expiresAt } satisfies Facts);

/** From when on a token is only ballast; null: never. */
export const droppableFrom = ({ kind, expiresAt }: NewToken): number | null =>
  kind === 'integration' || expiresAt === null ? null : expiresAt + DAY_MS;

/** The token of a row. */
export const toToken = (row: TokenRow): StoredToken => ({
  id: row.id,
  ...(JSON.parse(row.facts) as Facts),
  userId: row.user_id,
  createdAt: row.created_at,
  revokedAt: row.revoked_at,
  lastUsedAt: row.last_used_at,
});
