import Libsql from 'libsql';
import { types } from 'node:util';
import { toPortError } from './port-error';

/** A value SQLite stores. */
export type SqlValue = string | number | bigint | Buffer | null;

/**
 * A prepared statement. Parameters are always one array: a bare Buffer as parameter aborts the process. Blobs come
 * back as Buffers.
 */
export interface Statement<Row = Record<string, unknown>> {
  run(parameters?: readonly SqlValue[]): { changes: number; lastInsertRowid: number | bigint };
  get(parameters?: readonly SqlValue[]): Row | undefined;
  all(parameters?: readonly SqlValue[]): Row[];
}

/**
 * One connection to one database file; all calls block this thread. Whatever SQLite throws leaves as a PortError
 * with SQLite's own error as its cause (see `toPortError`).
 */
export interface Database {
  prepare<Row = Record<string, unknown>>(sql: string): Statement<Row>;
  exec(sql: string): void;
  /** Runs `work` in an immediate transaction: commits when it returns, rolls back when it throws. */
  transaction<T>(work: () => T): T;
  /**
   * No call works afterwards. Idempotent. libsql frees the file only when the statements prepared on it are collected
   * as garbage; a connection that prepared none frees it at once.
   */
  close(): void;
}

/** How a database file is opened. */
export interface DatabaseOptions {
  readonly path: string;
  /** How long a call waits for another connection's write, in milliseconds; default 10,000. It blocks the thread. */
  readonly busyTimeoutMs?: number;
  /**
   * FULL (default): a commit is on the disk before it returns, because a 202 stands for it. NORMAL: a loss of power
   * may undo the latest commits, a crash of the process does not; only for what may be repeated.
   */
  readonly synchronous?: 'FULL' | 'NORMAL';
  /** Pages (4 KiB) the write-ahead log holds before they are copied into the database; default 20,000. */
  readonly walPages?: number;
  /** The most memory for this connection's page cache, in KiB; default 8,192. */
  readonly cacheKib?: number;
  /**
   * How much of the file is read through the process' address space, in bytes; default none. What was read counts as
   * the process' memory, once a connection, and gains little (measured).
   */
  readonly mmapBytes?: number;
}

const DEFAULTS = {
  busyTimeoutMs: 10_000,
  synchronous: 'FULL',
  walPages: 20_000,
  cacheKib: 8_192,
  mmapBytes: 0,
} as const;

/** The file of a write-ahead log is cut back to this after a checkpoint. */
const WAL_FILE_BYTES = 128 * 1024 * 1024;

const pragmas = (settings: Required<Omit<DatabaseOptions, 'path'>>): string[] => [
  `busy_timeout = ${String(settings.busyTimeoutMs)}`,
  'journal_mode = WAL',
  `synchronous = ${settings.synchronous}`,
  `wal_autocheckpoint = ${String(settings.walPages)}`,
  `journal_size_limit = ${String(WAL_FILE_BYTES)}`,
  `mmap_size = ${String(settings.mmapBytes)}`,
  `cache_size = -${String(settings.cacheKib)}`,
  'temp_store = MEMORY',
];

function attempt<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw toPortError(error);
  }
}

/** libsql hands blobs out as ArrayBuffers; the Buffer shares their memory. */
function withBuffers(row: unknown): unknown {
  const fields = row as Record<string, unknown>;
  for (const name in fields) {
    const value = fields[name];
    if (types.isArrayBuffer(value)) fields[name] = Buffer.from(value);
  }
  return row;
}

/** libsql adds the query's duration to a single row under a name of its own. */
function withoutMetadata(row: unknown): unknown {
  if (row === undefined) return undefined;
  const { _metadata, ...fields } = row as Record<string, unknown>;
  return withBuffers(fields);
}

/** libsql only reads its parameters; its types do not say so. */
const asParameters = (parameters: readonly SqlValue[]): SqlValue[] => parameters as SqlValue[];

const wrap = <Row>(statement: Libsql.Statement): Statement<Row> => ({
  run: (parameters = []) =>
    attempt(() => statement.run(asParameters(parameters)) as { changes: number; lastInsertRowid: number }),
  get: (parameters = []) =>
    attempt(() => withoutMetadata(statement.get(asParameters(parameters))) as Row | undefined),
  all: (parameters = []) =>
    attempt(() => {
      const rows = statement.all(asParameters(parameters));
      rows.forEach(withBuffers);
      return rows as Row[];
    }),
});

function connect(options: DatabaseOptions): Libsql.Database {
  const settings = { ...DEFAULTS, ...options };
  const connection = new Libsql(options.path, { timeout: settings.busyTimeoutMs });
  try {
    for (const pragma of pragmas(settings)) connection.exec(`PRAGMA ${pragma}`);
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

/** Opens (and creates) a database file with the durability and the page settings every store of ours uses. */
export function openDatabase(options: DatabaseOptions): Database {
  const connection = attempt(() => connect(options));
  const exec = (sql: string): void => {
    attempt(() => connection.exec(sql));
  };
  let open = true;
  return {
    prepare: (sql) => attempt(() => wrap(connection.prepare(sql))),
    exec,
    transaction: (work) => {
      exec('BEGIN IMMEDIATE');
      try {
        const result = work();
        exec('COMMIT');
        return result;
      } catch (error) {
        // A full disk has already ended the transaction; a rollback would then hide that error behind its own.
        if (connection.inTransaction) exec('ROLLBACK');
        throw error;
      }
    },
    close: () => {
      if (!open) return;
      open = false;
      connection.close();
    },
  };
}
