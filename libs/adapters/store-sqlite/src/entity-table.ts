import { PortError } from '@sluice/ports';
import type { Database, Statement } from '@sluice/sqlite-driver';
import { openRefTable, type RefTable } from './aggregate-refs';

/** An aggregate as it is stored. */
export interface Row {
  readonly rev: number;
  readonly id: number | null;
  readonly doc: string;
  readonly ledger: string;
}

/** With its key. */
export interface KeyedRow extends Row {
  /** A blob, because libsql ends a text at its first NUL. */
  readonly bytes: Buffer;
}

/** One of a list of keys. */
export interface ListedRow extends Row {
  /** The place of its key in the list that was asked for. */
  readonly at: number;
}

/** The prepared statements of one entity's table. */
export interface Table {
  /** A list of keys as JSON text. */
  readonly listed: Statement<ListedRow>;
  readonly select: Statement<Row>;
  readonly insert: Statement;
  readonly update: Statement;
  /** A list of keys as JSON text; a row where an entity is stored under one. */
  readonly listedEntities: Statement<{ readonly at: number }>;
  /** key; a row where an entity is stored under it. */
  readonly exists: Statement;
  /** limit. */
  readonly scan: Statement<KeyedRow>;
  /** The key to go on behind, limit. */
  readonly scanAfter: Statement<KeyedRow>;
  readonly refs: RefTable;
}

/** The length stands in the row's header, so that no long document is read from its pages. */
const IS_ENTITY = `(octet_length(doc) <> 4 OR doc <> 'null')`;

const COLLECTION_NAME = /^[a-z][a-z0-9_]{0,62}$/;

/** A rowid table and a unique index: WITHOUT ROWID costs three times as much with documents in it (measured). */
const openTable = (database: Database, name: string): Table => {
  if (!COLLECTION_NAME.test(name)) {
    throw new PortError('misconfigured', `${name} cannot name an entity's collection`);
  }
  const table = `aggregates_${name}`;
  database.exec(`CREATE TABLE IF NOT EXISTS ${table} (
    n INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, rev INTEGER NOT NULL, id INTEGER,
    doc TEXT NOT NULL, ledger TEXT NOT NULL)`);
  const scanned = `SELECT CAST(key AS BLOB) AS bytes, rev, id, doc, ledger FROM ${table}`;
  const listed = `FROM json_each(?) AS list CROSS JOIN ${table} AS stored ON stored.key = list.value`;
  return {
    listed: database.prepare<ListedRow>(`SELECT list.key AS at, rev, stored.id AS id, doc, ledger ${listed}`),
    select: database.prepare<Row>(`SELECT rev, id, doc, ledger FROM ${table} WHERE key = ?`),
    insert: database.prepare(
      `INSERT INTO ${table} (key, rev, id, doc, ledger) VALUES (?, 1, ?, ?, ?) ON CONFLICT (key) DO NOTHING`,
    ),
    update: database.prepare(
      `UPDATE ${table} SET rev = rev + 1, id = ?, doc = ?, ledger = ? WHERE key = ? AND rev = ?`,
    ),
    listedEntities: database.prepare(`SELECT list.key AS at ${listed} WHERE ${IS_ENTITY}`),
    exists: database.prepare(`SELECT 1 FROM ${table} WHERE key = ? AND ${IS_ENTITY}`),
    scan: database.prepare<KeyedRow>(`${scanned} WHERE ${IS_ENTITY} ORDER BY key LIMIT ?`),
    scanAfter: database.prepare<KeyedRow>(`${scanned} WHERE key > ? AND ${IS_ENTITY} ORDER BY key LIMIT ?`),
    refs: openRefTable(database, name),
  };
};

/** The tables by the name of their collection; made where they are missing. */
export const openTables = (database: Database): ((name: string) => Table) => {
  const known = new Map<string, Table>();
  return (name) => {
    const table = known.get(name) ?? openTable(database, name);
    known.set(name, table);
    return table;
  };
};
