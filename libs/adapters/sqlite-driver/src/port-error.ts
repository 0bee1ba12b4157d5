import { PortError } from '@sluice/ports';

/** What lies with the machine, not with the statement: locks, disks, memory, damaged files. */
const UNAVAILABLE =
  /^SQLITE_(BUSY|LOCKED|IOERR|FULL|CANTOPEN|READONLY|NOMEM|PROTOCOL|CORRUPT|NOTADB|INTERRUPT|PERM|AUTH)/;

const field = (error: object, name: 'code' | 'message'): string => {
  const value = (error as Record<string, unknown>)[name];
  return typeof value === 'string' ? value : '';
};

/**
 * What an error of SQLite means to a caller of a port: `unavailable` for locks held too long, I/O errors, a full disk
 * and damaged files, `closed` for a connection that was closed, `refused` for all SQLite will never do (a constraint,
 * a value too big, a faulty statement). Anything that is not an error of SQLite is returned as it is.
 */
export function toPortError(error: unknown): unknown {
  if (typeof error !== 'object' || error === null || error instanceof PortError) return error;
  const [code, message] = [field(error, 'code'), field(error, 'message')];
  if (UNAVAILABLE.test(code)) return new PortError('unavailable', `the database cannot now: ${code}`, error);
  if (code.startsWith('SQLITE_')) return new PortError('refused', `the database refuses: ${code}`, error);
  // The two errors libsql throws without a code.
  if (message.startsWith('ConnectionFailed'))
    return new PortError('unavailable', 'the database file cannot be opened', error);
  if (message === 'The database connection is not open')
    return new PortError('closed', 'the database is closed', error);
  return error;
}
