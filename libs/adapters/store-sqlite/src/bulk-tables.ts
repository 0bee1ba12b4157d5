import type { Database, Statement } from '@sluice/sqlite-driver';
import { prepareBulkSchema } from './bulk-schema';
import { BULK_COLUMNS, FOLDED_COLUMNS, type ChunkRow, type TallyRow } from './chunk-row';

const TALLY_COLUMNS = 'uuid, idx, pending, finished_at, counts, n2, rows_failed, header, published_at';

const INSERTED = ['uuid', 'idx', ...BULK_COLUMNS, ...FOLDED_COLUMNS, 'quiet_at', 'header', 'published_at'];

const marks = (columns: readonly string[]): string => columns.map(() => '?').join(', ');

/** A chunk of a list that was asked for. */
export interface ListedChunkRow extends ChunkRow {
  /** Its place in the list. */
  readonly place: number;
}

/** The prepared statements of the bulks. */
export interface BulkTables {
  /** uuid, idx, the bulk's values, the folded values, the header's values. */
  readonly insert: Statement;
  /** The row's number, the keys as JSON text. */
  readonly insertKeys: Statement;
  /** The folded values, uuid, idx, the expected revision. */
  readonly update: Statement;
  /** The header's values, uuid. A later write of a header never takes back that the bulk was published. */
  readonly updateHeader: Statement;
  /** The keys, uuid, idx, and the keys again: written only where they differ. */
  readonly updateKeys: Statement;
  /** publishedAt, a list of uuids as JSON text. */
  readonly publish: Statement;
  /** uuid. */
  readonly tallies: Statement<TallyRow>;
  /** A list of [uuid, idx] as JSON text. */
  readonly chunks: Statement<ListedChunkRow>;
}

/** Makes what is missing and prepares the statements. */
export function openBulkTables(database: Database): BulkTables {
  prepareBulkSchema(database);
  const folded = FOLDED_COLUMNS.map((column) => `${column} = ?`).join(', ');
  return {
    insert: database.prepare(
      `INSERT INTO chunks (${INSERTED.join(', ')}) VALUES (${marks(INSERTED)}) ON CONFLICT (uuid, idx) DO NOTHING`,
    ),
    insertKeys: database.prepare('INSERT INTO chunk_keys (n, keys) VALUES (?, ?)'),
    update: database.prepare(`UPDATE chunks SET ${folded} WHERE uuid = ? AND idx = ? AND rev = ?`),
    updateHeader: database.prepare(
      `UPDATE chunks SET quiet_at = ?, header = ?, published_at = coalesce(?, published_at)
       WHERE uuid = ? AND idx = 0`,
    ),
    updateKeys: database.prepare(
      `UPDATE chunk_keys SET keys = ?
       WHERE n = (SELECT n FROM chunks WHERE uuid = ? AND idx = ?) AND keys <> ?`,
    ),
    publish: database.prepare(
      'UPDATE chunks SET published_at = ? WHERE idx = 0 AND uuid IN (SELECT value FROM json_each(?))',
    ),
    tallies: database.prepare<TallyRow>(`SELECT ${TALLY_COLUMNS} FROM chunks WHERE uuid = ? ORDER BY idx`),
    chunks: database.prepare<ListedChunkRow>(
      `SELECT list.key AS place, ${TALLY_COLUMNS}, rev, states, keys, details
       FROM json_each(?) AS list
       CROSS JOIN chunks ON uuid = list.value ->> 0 AND idx = list.value ->> 1
       JOIN chunk_keys USING (n)`,
    ),
  };
}
