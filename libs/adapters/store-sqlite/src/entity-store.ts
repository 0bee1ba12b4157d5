import {
  PortError,
  type AggregateWrite,
  type EntityStore,
  type ScanQuery,
  type StoredAggregate,
} from '@sluice/ports';
import { createGroupCommit, type Database, type Statement } from '@sluice/sqlite-driver';
import { openRefTable, type RefTable } from './aggregate-refs';
import { ledgerFromText, ledgerToText } from './ledger-text';
import { guardCalls, type Lifecycle } from './map-errors';

interface Row {
  readonly rev: number;
  readonly id: number | null;
  readonly doc: string;
  readonly ledger: string;
}

interface KeyedRow extends Row {
  /** A blob, because libsql ends a text at its first NUL. */
  readonly bytes: Buffer;
}

/** The prepared statements of one entity's table. */
interface Table {
  readonly select: Statement<Row>;
  readonly insert: Statement;
  readonly update: Statement;
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
  return {
    select: database.prepare<Row>(`SELECT rev, id, doc, ledger FROM ${table} WHERE key = ?`),
    insert: database.prepare(
      `INSERT INTO ${table} (key, rev, id, doc, ledger) VALUES (?, 1, ?, ?, ?) ON CONFLICT (key) DO NOTHING`,
    ),
    update: database.prepare(
      `UPDATE ${table} SET rev = rev + 1, id = ?, doc = ?, ledger = ? WHERE key = ? AND rev = ?`,
    ),
    exists: database.prepare(`SELECT 1 FROM ${table} WHERE key = ? AND ${IS_ENTITY}`),
    scan: database.prepare<KeyedRow>(`${scanned} WHERE ${IS_ENTITY} ORDER BY key LIMIT ?`),
    scanAfter: database.prepare<KeyedRow>(`${scanned} WHERE key > ? AND ${IS_ENTITY} ORDER BY key LIMIT ?`),
    refs: openRefTable(database, name),
  };
};

const openTables = (database: Database): ((name: string) => Table) => {
  const known = new Map<string, Table>();
  return (name) => {
    const table = known.get(name) ?? openTable(database, name);
    known.set(name, table);
    return table;
  };
};

/** The document is parsed at the first look: an unchanged item never looks. */
const toAggregate = (key: string, { rev, id, doc, ledger }: Row): StoredAggregate => {
  let parsed: { readonly document: unknown } | undefined;
  return {
    key,
    revision: rev,
    id,
    get document() {
      parsed ??= { document: JSON.parse(doc) as unknown };
      return parsed.document;
    },
    ledger: ledgerFromText(ledger),
  };
};

/** Single selects by a prepared statement: inside one process they are as fast as one `IN` (measured). */
const readAll = (table: Table, keys: readonly string[]): Map<string, StoredAggregate> => {
  const found = new Map<string, StoredAggregate>();
  for (const key of keys.filter(isWellFormed)) {
    const row = table.select.get([key]);
    if (row !== undefined) found.set(key, toAggregate(key, row));
  }
  return found;
};

/** True if the write took place. */
const writeOne = (table: Table, write: AggregateWrite): boolean => {
  const { key, expectedRevision, id, document, ledger } = write;
  const content = [id, JSON.stringify(document), ledgerToText(ledger)];
  const { changes } =
    expectedRevision === 0
      ? table.insert.run([key, ...content])
      : table.update.run([...content, key, expectedRevision]);
  return changes === 1;
};

/** Writes inside a transaction; returns the keys at another revision. */
const writeAll = (table: Table, writes: readonly AggregateWrite[]): string[] => {
  const anyRefs = table.refs.any();
  const conflicts: string[] = [];
  for (const write of writes) {
    if (!writeOne(table, write)) conflicts.push(write.key);
    else if (anyRefs || write.refs !== undefined) table.refs.replace(write);
  }
  return conflicts;
};

const scanPage = (table: Table, { after, limit }: ScanQuery): StoredAggregate[] => {
  // SQLite takes a negative limit for none.
  if (limit <= 0) return [];
  const rows = after === undefined ? table.scan.all([limit]) : table.scanAfter.all([after, limit]);
  return rows.map((row) => toAggregate(row.bytes.toString('utf8'), row));
};

const locateAll = (table: Table, refs: readonly string[]): Map<string, string> => {
  const pairs = refs.filter(isWellFormed).map((ref) => [ref, table.refs.locate(ref)] as const);
  return new Map(pairs.flatMap(([ref, key]) => (key === undefined ? [] : [[ref, key] as const])));
};

/** Present since V8 11; the language level of the project does not name it yet. */
interface WellFormed {
  isWellFormed(): boolean;
}

/** False for text with a lone surrogate: the driver would write another text in its place. */
const isWellFormed = (text: string): boolean => (text as unknown as WellFormed).isWellFormed();

const checkNames = (writes: readonly AggregateWrite[]): void => {
  if (writes.every(({ key, refs = [] }) => isWellFormed(key) && refs.every(isWellFormed))) return;
  throw new PortError('refused', 'a key or ref with a lone surrogate has no UTF-8 form');
};

/** From here on a commit is a small part of the work, and waiting for others would only hold more in memory. */
const LARGE_WRITE = 100;

/** The EntityStore over SQLite: one table an entity, documents and ledgers as JSON text, and one of its refs. */
export function createEntityStore(database: Database, lifecycle: Lifecycle): EntityStore {
  const tables = openTables(database);
  const commit = createGroupCommit(database);
  return {
    read: guardCalls(lifecycle, (collection, keys) => readAll(tables(collection), keys)),
    write: guardCalls(lifecycle, async (collection, writes) => {
      checkNames(writes);
      const table = tables(collection);
      const work = (): string[] => writeAll(table, writes);
      return { conflicts: await (writes.length < LARGE_WRITE ? commit(work) : database.transaction(work)) };
    }),
    existing: guardCalls(lifecycle, (collection, keys) => {
      const { exists } = tables(collection);
      return new Set(keys.filter((key) => isWellFormed(key) && exists.get([key]) !== undefined));
    }),
    locate: guardCalls(lifecycle, (collection, refs) => locateAll(tables(collection), refs)),
    scan: guardCalls(lifecycle, (collection, query) => scanPage(tables(collection), query)),
  };
}
