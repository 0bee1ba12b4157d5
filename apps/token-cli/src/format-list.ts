import type { StoredToken } from '@sluice/ports';

const HEADINGS = ['ID', 'STATE', 'KIND', 'NAME', 'CREATED', 'EXPIRES', 'LAST USED', 'SCOPES AND LIMITS'];
const GAP = '  ';

const instant = (ms: number | null): string =>
  ms === null ? '-' : new Date(ms).toISOString().slice(0, 16).replace('T', ' ');

const stateOf = ({ revokedAt, expiresAt }: StoredToken, now: number): string => {
  if (revokedAt !== null) return 'revoked';
  return expiresAt !== null && expiresAt <= now ? 'expired' : 'valid';
};

const limit = (what: string, names: readonly string[] | null): string[] =>
  names === null ? [] : [`${what}=${names.join(',')}`];

const rightsOf = ({ scopes, entities, stores }: StoredToken): string =>
  [...scopes, ...limit('entities', entities), ...limit('stores', stores)].join(' ');

const rowOf = (token: StoredToken, now: number): string[] => [
  token.id,
  stateOf(token, now),
  token.kind,
  token.name,
  instant(token.createdAt),
  instant(token.expiresAt),
  instant(token.lastUsedAt),
  rightsOf(token),
];

/** Tokens as a table for people, instants in UTC; of the secrets, and of their hashes, there is nothing in it. */
export function formatList(tokens: readonly StoredToken[], now: number): string {
  const rows = [HEADINGS, ...tokens.map((token) => rowOf(token, now))];
  const widths = HEADINGS.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lineOf = (row: readonly string[]): string =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join(GAP)
      .trimEnd();
  return rows.map((row) => `${lineOf(row)}\n`).join('');
}
