import type { Clock, Coordinator } from '@sluice/ports';
import type { Database } from '@sluice/sqlite-driver';
import { guardCalls, type Lifecycle } from './map-errors';

const SCHEMA = [
  'CREATE TABLE IF NOT EXISTS epochs (topic TEXT PRIMARY KEY, epoch INTEGER NOT NULL)',
  'CREATE TABLE IF NOT EXISTS leases (name TEXT PRIMARY KEY, owner TEXT NOT NULL, until INTEGER NOT NULL)',
  'CREATE TABLE IF NOT EXISTS sequences (name TEXT PRIMARY KEY, last INTEGER NOT NULL)',
];

interface EpochRow {
  readonly topic: string;
  readonly epoch: number;
}

const epochMethods = (database: Database) => {
  const all = database.prepare<EpochRow>('SELECT topic, epoch FROM epochs');
  const one = database.prepare<EpochRow>('SELECT topic, epoch FROM epochs WHERE topic = ?');
  const put = database.prepare('INSERT OR REPLACE INTO epochs (topic, epoch) VALUES (?, ?)');
  return {
    epochs: () => new Map(all.all().map(({ topic, epoch }) => [topic, epoch])),
    advance: (topic: string, from: number): number =>
      database.transaction(() => {
        const current = one.get([topic])?.epoch ?? 0;
        if (current !== from) return current;
        put.run([topic, from + 1]);
        return from + 1;
      }),
  };
};

const leaseMethods = (database: Database, clock: Clock) => {
  const take = database.prepare(
    `INSERT INTO leases (name, owner, until) VALUES (?, ?, ?)
     ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, until = excluded.until
     WHERE leases.owner = excluded.owner OR leases.until <= ?`,
  );
  const release = database.prepare('DELETE FROM leases WHERE name = ? AND owner = ?');
  return {
    acquire: (name: string, owner: string, ttlMs: number): boolean => {
      const now = clock.now();
      return take.run([name, owner, now + ttlMs, now]).changes === 1;
    },
    release: (name: string, owner: string): void => {
      release.run([name, owner]);
    },
  };
};

const sequenceMethods = (database: Database) => {
  const advance = database.prepare<{ last: number }>(
    `INSERT INTO sequences (name, last) VALUES (?, ?)
     ON CONFLICT (name) DO UPDATE SET last = last + excluded.last RETURNING last`,
  );
  return (sequence: string, count: number): number => {
    const rows = database.transaction(() => advance.all([sequence, count]));
    return (rows[0]?.last ?? count) - count + 1;
  };
};

/** The Coordinator over SQLite: every call is one transaction. */
export function createCoordinator(database: Database, clock: Clock, lifecycle: Lifecycle): Coordinator {
  for (const sql of SCHEMA) database.exec(sql);
  const epochs = epochMethods(database);
  const leases = leaseMethods(database, clock);
  const alive = database.prepare('SELECT 1');
  return {
    epochs: guardCalls(lifecycle, epochs.epochs),
    advanceEpoch: guardCalls(lifecycle, epochs.advance),
    acquireLease: guardCalls(lifecycle, leases.acquire),
    releaseLease: guardCalls(lifecycle, leases.release),
    takeIds: guardCalls(lifecycle, sequenceMethods(database)),
    ping: guardCalls(lifecycle, () => {
      alive.all();
    }),
  };
}
