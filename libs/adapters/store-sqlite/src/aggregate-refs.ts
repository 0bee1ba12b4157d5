import type { AggregateWrite } from '@sluice/ports';
import type { Database, Statement } from '@sluice/sqlite-driver';

/** The refs of one entity's aggregates. */
export interface RefTable {
  /** Whether any aggregate has refs: where none has, a write without refs touches nothing here. */
  any(): boolean;
  /** Replaces the refs of an aggregate; inside the transaction that writes it. */
  replace(write: AggregateWrite): void;
  locate(ref: string): string | undefined;
}

/**
 * A row a ref and key. `turn` rises where a ref changes hands, so that the last writer is found; a write that changes
 * nothing dirties no page.
 */
const SCHEMA = (table: string): string[] => [
  `CREATE TABLE IF NOT EXISTS ${table} (
    ref TEXT NOT NULL, key TEXT NOT NULL, turn INTEGER NOT NULL, PRIMARY KEY (ref, key)) WITHOUT ROWID`,
  `CREATE INDEX IF NOT EXISTS ${table}_by_key ON ${table} (key)`,
];

const PUT = (table: string): string =>
  `INSERT INTO ${table} (ref, key, turn)
   VALUES (?1, ?2, (SELECT coalesce(max(turn), 0) + 1 FROM ${table} WHERE ref = ?1))
   ON CONFLICT (ref, key) DO UPDATE SET turn = excluded.turn
   WHERE turn < (SELECT max(turn) FROM ${table} WHERE ref = excluded.ref)`;

/** Names come back as blobs: libsql ends a text at its first NUL. */
interface Statements {
  readonly first: Statement;
  readonly held: Statement<{ readonly ref: Buffer }>;
  readonly put: Statement;
  readonly drop: Statement;
  readonly locate: Statement<{ readonly key: Buffer }>;
}

const prepare = (database: Database, table: string): Statements => ({
  first: database.prepare(`SELECT 1 FROM ${table} LIMIT 1`),
  held: database.prepare<{ ref: Buffer }>(`SELECT CAST(ref AS BLOB) AS ref FROM ${table} WHERE key = ?`),
  put: database.prepare(PUT(table)),
  drop: database.prepare(`DELETE FROM ${table} WHERE ref = ? AND key = ?`),
  locate: database.prepare<{ key: Buffer }>(
    `SELECT CAST(key AS BLOB) AS key FROM ${table} WHERE ref = ? ORDER BY turn DESC LIMIT 1`,
  ),
});

/** Makes the table that is missing; `name` is a collection's, already checked. */
export function openRefTable(database: Database, name: string): RefTable {
  const table = `refs_${name}`;
  for (const sql of SCHEMA(table)) database.exec(sql);
  const statements = prepare(database, table);
  return {
    any: () => statements.first.get() !== undefined,
    replace: ({ key, expectedRevision, refs = [] }) => {
      const wanted = new Set(refs);
      // What was not there before the write has none.
      const held = expectedRevision === 0 ? [] : statements.held.all([key]);
      for (const ref of held.map((row) => row.ref.toString('utf8'))) {
        if (!wanted.has(ref)) statements.drop.run([ref, key]);
      }
      for (const ref of wanted) statements.put.run([ref, key]);
    },
    locate: (ref) => statements.locate.get([ref])?.key.toString('utf8'),
  };
}
