import { randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { openLogDatabase } from './topic-log';

/** Without prepared statements, for these would keep the draft open under its old name. */
const schema = (epoch: number, partitions: number): string => `
  BEGIN;
  CREATE TABLE meta (epoch INTEGER NOT NULL, partitions INTEGER NOT NULL);
  INSERT INTO meta (epoch, partitions) VALUES (${String(epoch)}, ${String(partitions)});
  CREATE TABLE records (id INTEGER PRIMARY KEY, at INTEGER NOT NULL, count INTEGER NOT NULL, block BLOB NOT NULL);
  COMMIT;
`;

/** A name in a directory is durable only when the directory is; some systems cannot sync one, and need not. */
function syncDirectory(directory: string): void {
  const handle = openSync(directory, 'r');
  try {
    fsyncSync(handle);
  } catch {
    return;
  } finally {
    closeSync(handle);
  }
}

/**
 * Makes an empty log, in place of whatever stands under the path. It appears whole or not at all, and without the
 * write-ahead log of its predecessor, which SQLite would play back into it.
 */
export function createLogFile(path: string, epoch: number, partitions: number): void {
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${randomUUID()}.new`;
  const database = openLogDatabase(draft);
  database.exec(schema(epoch, partitions));
  database.close();
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true });
  renameSync(draft, path);
  syncDirectory(dirname(path));
}
