import { isPortError } from '@sluice/ports';
import type { Database } from './database';

/** Runs work in a transaction that it may share; resolves when that is committed, rejects when it had no effect. */
export type GroupCommit = <T>(work: () => T) => Promise<T>;

interface Waiting {
  /** Runs the work inside the shared transaction; returns what tells the caller, once it is committed. */
  readonly begin: () => () => void;
  /** Runs the work in a transaction of its own and tells the caller. */
  readonly runAlone: () => void;
  readonly reject: (error: unknown) => void;
}

/** To wait once more for a store that is busy or away would only make the wait longer. */
const mayBeOnesFault = (error: unknown): boolean => !isPortError(error) || !error.retriable;

function flush(database: Database, group: readonly Waiting[]): void {
  try {
    const tell = database.transaction(() => group.map(({ begin }) => begin()));
    for (const done of tell) done();
  } catch (error) {
    if (mayBeOnesFault(error)) for (const { runAlone } of group) runAlone();
    else for (const { reject } of group) reject(error);
  }
}

/**
 * Group commit: works of the same turn of the event loop share one transaction, in order, because a commit waits for
 * the disk and small works are all commit (four partitions of a few items each made four of them). One that throws
 * does not fail its neighbours: then each runs again alone, so a work changes nothing but the database.
 */
export function createGroupCommit(database: Database): GroupCommit {
  let waiting: Waiting[] = [];
  const flushWaiting = (): void => {
    const group = waiting;
    waiting = [];
    flush(database, group);
  };
  return <T>(work: () => T) =>
    new Promise<T>((resolve, refuse) => {
      const reject: Waiting['reject'] = refuse;
      const begin = (): (() => void) => {
        const result = work();
        return () => {
          resolve(result);
        };
      };
      const runAlone = (): void => {
        try {
          resolve(database.transaction(work));
        } catch (error) {
          reject(error);
        }
      };
      if (waiting.push({ begin, runAlone, reject }) === 1) setImmediate(flushWaiting);
    });
}
