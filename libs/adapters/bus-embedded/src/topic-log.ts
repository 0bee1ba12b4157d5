import type { DeliveredMessage } from '@sluice/ports';
import { openDatabase, type Database } from '@sluice/sqlite-driver';
import { fileIdentity } from './file-identity';
import { createRead, type ReadRequest } from './read-blocks';
import { packRecords, type MeasuredMessage } from './record-codec';
import { ID_SPAN } from './record-id';
import { splitBlocks } from './split-blocks';
import { createTrim, type TrimRequest } from './trim-log';

/** One connection to the log of one topic in one epoch. */
export interface TopicLog {
  readonly topic: string;
  readonly epoch: number;
  readonly partitions: number;
  /** Appends messages by partition in one durable transaction. `at`: now, for trimming. */
  append(byPartition: ReadonlyMap<number, readonly MeasuredMessage[]>, at: number): void;
  /** Messages from an offset on: at least maxMessages where there are so many, but not much over 4 MiB. */
  read(request: ReadRequest): DeliveredMessage[];
  /** The offset the next message gets, by partition. */
  ends(): number[];
  /** Deletes what is old and behind all groups, at most a few blocks; returns how many it deleted. */
  trim(request: TrimRequest): number;
  /** True if another connection wrote since this was last asked. */
  changed(): boolean;
  /** False when the file under the path is gone or another one: a removed log is a lost log. */
  isCurrent(): boolean;
  close(): void;
}

/** A thread must not stand still for long behind another process' lock; the caller answers "try again". */
const BUSY_TIMEOUT_MS = 2_000;
/** Appended pages are never written twice, so short write-ahead logs cost nothing and keep each checkpoint short. */
const WAL_PAGES = 4_000;

/** A log is read once and in order, so neither a large cache nor a mapping of the file pays for its memory. */
const CACHE_KIB = 8_192;
const MMAP_BYTES = 0;

/** Opens a log's file with the settings of a log. */
export const openLogDatabase = (path: string): Database =>
  openDatabase({
    path,
    busyTimeoutMs: BUSY_TIMEOUT_MS,
    walPages: WAL_PAGES,
    cacheKib: CACHE_KIB,
    mmapBytes: MMAP_BYTES,
  });

interface LogMeta {
  readonly epoch: number;
  readonly partitions: number;
}

function readMeta(database: Database): LogMeta | null {
  const found = database.prepare("SELECT 1 FROM sqlite_master WHERE name = 'meta'").get();
  if (found === undefined) return null;
  return database.prepare<LogMeta>('SELECT epoch, partitions FROM meta').get() ?? null;
}

/** The ends of all partitions, read again only when another connection has written. */
function createEnds(database: Database, partitions: number) {
  const last = database.prepare<{ id: number; count: number }>(
    'SELECT id, count FROM records WHERE id >= ? AND id < ? ORDER BY id DESC LIMIT 1',
  );
  const version = database.prepare<{ data_version: number }>('PRAGMA data_version');
  let known: { version: number; ends: readonly number[] } | null = null;
  const readEnd = (_: unknown, partition: number): number => {
    const row = last.get([partition * ID_SPAN, (partition + 1) * ID_SPAN]);
    return row === undefined ? 0 : row.id - partition * ID_SPAN + row.count;
  };
  return {
    version: (): number => version.get()?.data_version ?? 0,
    read: (): number[] => {
      const now = version.get()?.data_version ?? 0;
      known =
        known?.version === now ? known : { version: now, ends: Array.from({ length: partitions }, readEnd) };
      return [...known.ends];
    },
    remember: (ends: readonly number[] | null): void => {
      known = ends === null || known === null ? null : { ...known, ends };
    },
  };
}

type Ends = ReturnType<typeof createEnds>;

function createAppend(database: Database, ends: Ends): TopicLog['append'] {
  const insert = database.prepare('INSERT INTO records (id, at, count, block) VALUES (?, ?, ?, ?)');
  const insertAll = (byPartition: ReadonlyMap<number, readonly MeasuredMessage[]>, at: number): number[] => {
    const next = ends.read();
    for (const [partition, messages] of byPartition) {
      for (const block of splitBlocks(messages)) {
        const offset = next[partition] ?? 0;
        insert.run([partition * ID_SPAN + offset, at, block.length, packRecords(block)]);
        next[partition] = offset + block.length;
      }
    }
    return next;
  };
  return (byPartition, at) => {
    try {
      ends.remember(database.transaction(() => insertAll(byPartition, at)));
    } catch (error) {
      ends.remember(null);
      throw error;
    }
  };
}

function createLog(path: string, database: Database, meta: LogMeta & { topic: string }): TopicLog {
  const identity = fileIdentity(path);
  const ends = createEnds(database, meta.partitions);
  let seen = ends.version();
  return {
    topic: meta.topic,
    epoch: meta.epoch,
    partitions: meta.partitions,
    append: createAppend(database, ends),
    read: createRead(database),
    ends: ends.read,
    trim: createTrim(database),
    changed: () => {
      const before = seen;
      seen = ends.version();
      return seen !== before;
    },
    isCurrent: () => fileIdentity(path) === identity,
    close: () => {
      database.close();
    },
  };
}

/** Opens a log if there is one under the path that was made whole; null otherwise. */
export function openLog(path: string, topic: string): TopicLog | null {
  if (fileIdentity(path) === null) return null;
  const database = openLogDatabase(path);
  try {
    const meta = readMeta(database);
    if (meta !== null) return createLog(path, database, { ...meta, topic });
    database.close();
    return null;
  } catch (error) {
    database.close();
    throw error;
  }
}
