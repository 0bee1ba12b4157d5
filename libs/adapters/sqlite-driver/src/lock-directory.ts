import Libsql from 'libsql';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { isPortError, PortError } from '@sluice/ports';
import { toPortError } from './port-error';

/** The file that holds nothing but the lock. */
const LOCK_FILE = 'lock.db';

/** The system frees an exclusive transaction of SQLite when its process ends, however it ends. */
function hold(path: string): Libsql.Database {
  const connection = new Libsql(path, { timeout: 0 });
  try {
    connection.exec('PRAGMA locking_mode = EXCLUSIVE');
    connection.exec('BEGIN EXCLUSIVE');
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

function take(directory: string): Libsql.Database {
  try {
    mkdirSync(directory, { recursive: true });
    return hold(join(directory, LOCK_FILE));
  } catch (error) {
    const mapped = toPortError(error);
    const busy =
      isPortError(mapped, 'unavailable') && mapped.message.startsWith('the database cannot now: SQLITE_BUSY');
    if (!busy) throw mapped;
    throw new PortError('locked', `another process works on the data directory ${directory}`, error);
  }
}

/**
 * Takes the exclusive lock of a data directory (made when missing) and returns what gives it up. The lock dies with
 * its process, also under SIGKILL; it keeps nobody from opening the stores beside it. Rejects with `locked` while
 * somebody else holds it. Mechanics 5.
 */
export function lockDirectory(directory: string): Promise<() => void> {
  return new Promise((resolve) => {
    const connection = take(directory);
    const release = (): void => {
      // Collecting an unreachable connection would free the lock, so the process itself keeps it reachable.
      process.removeListener('exit', release);
      if (connection.open) connection.close();
    };
    process.once('exit', release);
    resolve(release);
  });
}
