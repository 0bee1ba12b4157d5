import type { Database } from '@sluice/sqlite-driver';

/**
 * A row a chunk. What a summary reads comes first: the rest of a long row lies on pages of its own, which a summary
 * then never touches. The keys have a table of their own, so that a fold does not write them again.
 * `at`, `dialect`, `entity`, `owner`, `description` are the bulk's; `header`, `quiet_at`, `published_at` stand in
 * chunk 0 alone. `n1` to `n5` count the operations of each status (contract magento-bulk 3).
 */
const CHUNKS = `CREATE TABLE IF NOT EXISTS chunks (
    n INTEGER PRIMARY KEY, uuid TEXT NOT NULL, idx INTEGER NOT NULL,
    at INTEGER NOT NULL, dialect TEXT NOT NULL, entity TEXT NOT NULL, owner TEXT, description TEXT NOT NULL,
    rev INTEGER NOT NULL, pending INTEGER NOT NULL, finished_at INTEGER, counts TEXT NOT NULL,
    n1 INTEGER NOT NULL, n2 INTEGER NOT NULL, n3 INTEGER NOT NULL, n4 INTEGER NOT NULL, n5 INTEGER NOT NULL,
    rows_failed INTEGER NOT NULL, quiet_at INTEGER, published_at INTEGER, header TEXT,
    states BLOB NOT NULL, details TEXT NOT NULL, UNIQUE (uuid, idx))`;

const KEYS = 'CREATE TABLE IF NOT EXISTS chunk_keys (n INTEGER PRIMARY KEY, keys TEXT NOT NULL)';

/** The one that a search of operations reads, and nothing beside it. */
const SEARCH =
  'CREATE INDEX IF NOT EXISTS chunks_search ON chunks (at, uuid, idx, n1, n2, n3, n4, n5, description, owner)';

const INDEXES: Readonly<Record<string, string>> = {
  chunks_search: SEARCH,
  chunks_unfinished: 'CREATE INDEX IF NOT EXISTS chunks_unfinished ON chunks (at, uuid) WHERE pending > 0',
  chunks_quiet: 'CREATE INDEX IF NOT EXISTS chunks_quiet ON chunks (quiet_at) WHERE quiet_at IS NOT NULL',
  bulks_newest: 'CREATE INDEX IF NOT EXISTS bulks_newest ON chunks (at, uuid) WHERE header IS NOT NULL',
  bulks_by_dialect:
    'CREATE INDEX IF NOT EXISTS bulks_by_dialect ON chunks (dialect, at, uuid) WHERE header IS NOT NULL',
  bulks_by_entity:
    'CREATE INDEX IF NOT EXISTS bulks_by_entity ON chunks (entity, at, uuid) WHERE header IS NOT NULL',
  bulks_by_owner:
    'CREATE INDEX IF NOT EXISTS bulks_by_owner ON chunks (owner, at, uuid) WHERE header IS NOT NULL',
  bulks_by_description:
    'CREATE INDEX IF NOT EXISTS bulks_by_description ON chunks (description) WHERE header IS NOT NULL',
};

/** The bulks of a file of version 0.1.0, which counted no statuses and knew no owner. */
const OLD = 'chunks_before_owner';

/** `counts` is comma-separated in the order open, succeeded, unchanged, failed, canceled, rejected. */
const count = (place: number): string => `json_extract('[' || counts || ']', '$[${String(place)}]')`;

const RETRIABLE = `(SELECT count(*) FROM json_each(${OLD}.details, '$.errors') AS error
  WHERE json_extract(error.value, '$.class') = 'retriable')`;

const DESCRIPTION = `coalesce((SELECT json_extract(first.header, '$.description') FROM ${OLD} AS first
  WHERE first.uuid = ${OLD}.uuid AND first.idx = 0), '')`;

const COPIED = 'n, uuid, idx, at, dialect, entity, rev, pending, finished_at, counts, rows_failed';

const COPY = `INSERT INTO chunks (${COPIED}, quiet_at, published_at, header, states, details,
    description, n1, n2, n3, n4, n5)
  SELECT ${COPIED}, quiet_at, published_at, header, states, details, ${DESCRIPTION},
    ${count(1)} + ${count(2)}, ${RETRIABLE}, ${count(3)} - ${RETRIABLE} + ${count(4)}, ${count(0)}, ${count(5)}
  FROM ${OLD}`;

const hasOldChunks = (database: Database): boolean => {
  const columns = database.prepare<{ name: string }>("SELECT name FROM pragma_table_info('chunks')").all();
  return columns.length > 0 && columns.every(({ name }) => name !== 'owner');
};

const takeOver = (database: Database): void => {
  for (const index of Object.keys(INDEXES)) database.exec(`DROP INDEX IF EXISTS ${index}`);
  database.exec(`ALTER TABLE chunks RENAME TO ${OLD}`);
  database.exec(CHUNKS);
  database.exec(COPY);
  database.exec(`DROP TABLE ${OLD}`);
};

/** Makes what is missing; the bulks of an older file are taken over. One transaction: several processes may start. */
export function prepareBulkSchema(database: Database): void {
  database.transaction(() => {
    if (hasOldChunks(database)) takeOver(database);
    for (const sql of [CHUNKS, KEYS, ...Object.values(INDEXES)]) database.exec(sql);
  });
}
