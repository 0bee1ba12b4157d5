import type { Account, NewToken, StoredToken, TokenQuery, TokenStore } from '@sluice/ports';
import type { Database } from '@sluice/sqlite-driver';
import { guardCalls, type Lifecycle } from './map-errors';
import { droppableFrom, toFacts, toToken, type TokenRow } from './token-row';

const SCHEMA = [
  `CREATE TABLE IF NOT EXISTS tokens (
    id TEXT PRIMARY KEY, created_at INTEGER NOT NULL, user_id INTEGER NOT NULL, droppable_from INTEGER,
    revoked_at INTEGER, last_used_at INTEGER, facts TEXT NOT NULL)`,
  'CREATE INDEX IF NOT EXISTS tokens_newest ON tokens (created_at, id)',
  'CREATE INDEX IF NOT EXISTS tokens_droppable ON tokens (droppable_from) WHERE droppable_from IS NOT NULL',
  `CREATE TABLE IF NOT EXISTS accounts (
    name TEXT PRIMARY KEY, user_id INTEGER NOT NULL, password_hash TEXT NOT NULL, scopes TEXT NOT NULL,
    changed_at INTEGER NOT NULL)`,
  'CREATE TABLE IF NOT EXISTS user_ids (one INTEGER PRIMARY KEY CHECK (one = 1), last INTEGER NOT NULL)',
];

const FIELDS = 'id, created_at, user_id, revoked_at, last_used_at, facts';
const NEWEST_FIRST = 'ORDER BY created_at DESC, id DESC LIMIT ?';

type NextUserId = () => number;

const userIds = (database: Database): NextUserId => {
  const next = database.prepare<{ last: number }>(
    `INSERT INTO user_ids (one, last) VALUES (1, 1)
     ON CONFLICT (one) DO UPDATE SET last = last + 1 RETURNING last`,
  );
  return () => next.all()[0]?.last ?? 1;
};

const inserting = (database: Database, nextUserId: NextUserId) => {
  const insert = database.prepare(
    `INSERT INTO tokens (id, created_at, user_id, droppable_from, facts) VALUES (?, ?, ?, ?, ?)`,
  );
  const drop = database.prepare('DELETE FROM tokens WHERE droppable_from < ?');
  return (token: NewToken): StoredToken =>
    database.transaction(() => {
      drop.run([token.createdAt]);
      const userId = token.userId ?? nextUserId();
      insert.run([token.id, token.createdAt, userId, droppableFrom(token), toFacts(token)]);
      return { ...token, userId, revokedAt: null, lastUsedAt: null };
    });
};

const reading = (database: Database) => {
  const one = database.prepare<TokenRow>(`SELECT ${FIELDS} FROM tokens WHERE id = ?`);
  const first = database.prepare<TokenRow>(`SELECT ${FIELDS} FROM tokens ${NEWEST_FIRST}`);
  const next = database.prepare<TokenRow>(
    `SELECT ${FIELDS} FROM tokens WHERE (created_at, id) < (?, ?) ${NEWEST_FIRST}`,
  );
  return {
    find: (id: string): StoredToken | null => {
      const row = one.get([id]);
      return row === undefined ? null : toToken(row);
    },
    list: ({ after, limit }: TokenQuery): StoredToken[] => {
      const rows = after === undefined ? first.all([limit]) : next.all([after.createdAt, after.id, limit]);
      return rows.map(toToken);
    },
  };
};

const noting = (database: Database) => {
  const revoke = database.prepare('UPDATE tokens SET revoked_at = coalesce(revoked_at, ?) WHERE id = ?');
  const use = database.prepare(
    'UPDATE tokens SET last_used_at = max(coalesce(last_used_at, 0), ?) WHERE id = ?',
  );
  return {
    revoke: (id: string, at: number): boolean => revoke.run([at, id]).changes === 1,
    touch: (uses: ReadonlyMap<string, number>): void => {
      database.transaction(() => {
        for (const [id, at] of uses) use.run([at, id]);
      });
    },
  };
};

interface AccountRow {
  readonly name: string;
  readonly user_id: number;
  readonly password_hash: string;
  readonly scopes: string;
  readonly changed_at: number;
}

const toAccount = (row: AccountRow): Account => ({
  name: row.name,
  userId: row.user_id,
  passwordHash: row.password_hash,
  scopes: JSON.parse(row.scopes) as string[],
  changedAt: row.changed_at,
});

const accountMethods = (database: Database, nextUserId: NextUserId) => {
  const one = database.prepare<AccountRow>('SELECT * FROM accounts WHERE name = ?');
  const put = database.prepare(
    'INSERT OR REPLACE INTO accounts (name, user_id, password_hash, scopes, changed_at) VALUES (?, ?, ?, ?, ?)',
  );
  return {
    find: (name: string): Account | null => {
      const row = one.get([name]);
      return row === undefined ? null : toAccount(row);
    },
    put: (account: Omit<Account, 'userId'>): Account =>
      database.transaction(() => {
        const { name, passwordHash, scopes, changedAt } = account;
        const userId = one.get([name])?.user_id ?? nextUserId();
        put.run([name, userId, passwordHash, JSON.stringify(scopes), changedAt]);
        return { ...account, userId };
      }),
  };
};

/** The TokenStore over SQLite: a row a token, a row an account. */
export function createTokenStore(database: Database, lifecycle: Lifecycle): TokenStore {
  for (const sql of SCHEMA) database.exec(sql);
  const nextUserId = userIds(database);
  const read = reading(database);
  const note = noting(database);
  const accounts = accountMethods(database, nextUserId);
  return {
    insert: guardCalls(lifecycle, inserting(database, nextUserId)),
    find: guardCalls(lifecycle, read.find),
    list: guardCalls(lifecycle, read.list),
    revoke: guardCalls(lifecycle, note.revoke),
    touch: guardCalls(lifecycle, note.touch),
    putAccount: guardCalls(lifecycle, accounts.put),
    findAccount: guardCalls(lifecycle, accounts.find),
  };
}
