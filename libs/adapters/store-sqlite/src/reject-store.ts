import type { Reject, RejectStore } from '@sluice/ports';
import type { Database, Statement } from '@sluice/sqlite-driver';
import { guardCalls, type Lifecycle } from './map-errors';

interface Row {
  readonly attempt: number;
  readonly part: number;
  readonly message: string;
  readonly epoch: number;
  readonly partition: number;
  readonly off: number;
}

/** A transaction stays near this, because until it ends the write-ahead log cannot be reused. */
const MAX_TRANSACTION_BYTES = 16 * 1024 * 1024;

const SCHEMA = `CREATE TABLE IF NOT EXISTS reject_parts (
  n INTEGER PRIMARY KEY, uuid TEXT NOT NULL, operation INTEGER NOT NULL, attempt INTEGER NOT NULL,
  part INTEGER NOT NULL, epoch INTEGER NOT NULL, partition INTEGER NOT NULL, off INTEGER NOT NULL,
  message TEXT NOT NULL, UNIQUE (uuid, operation, attempt, part))`;

/** The table of version 0.1.0 had one row an attempt, and called the partition `part`. */
const TAKE_OVER = `INSERT OR IGNORE INTO reject_parts
    (uuid, operation, attempt, part, epoch, partition, off, message)
  SELECT uuid, operation, attempt, 0, epoch, part, off, message FROM rejects`;

const SAVE = `INSERT INTO reject_parts (uuid, operation, attempt, part, epoch, partition, off, message)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (uuid, operation, attempt, part) DO UPDATE
  SET epoch = excluded.epoch, partition = excluded.partition, off = excluded.off, message = excluded.message`;

const LATEST = `SELECT attempt, part, message, epoch, partition, off FROM reject_parts
  WHERE uuid = ?1 AND operation = ?2 AND attempt =
    (SELECT max(attempt) FROM reject_parts WHERE uuid = ?1 AND operation = ?2)
  ORDER BY part`;

const prepareSchema = (database: Database): void => {
  database.transaction(() => {
    database.exec(SCHEMA);
    const old = database.prepare(
      "SELECT 1 AS n FROM sqlite_master WHERE type = 'table' AND name = 'rejects'",
    );
    if (old.get() === undefined) return;
    database.exec(TAKE_OVER);
    database.exec('DROP TABLE rejects');
  });
};

const saveOne = (statement: Statement, reject: Reject): void => {
  const { bulkUuid, operationId, attempt, part, message, firstPosition } = reject;
  const { epoch, partition, offset } = firstPosition;
  statement.run([bulkUuid, operationId, attempt, part, epoch, partition, offset, message]);
};

const splitByBytes = (rejects: readonly Reject[]): Reject[][] => {
  const batches: Reject[][] = [];
  let room = 0;
  for (const reject of rejects) {
    const size = reject.message.length;
    const last = batches.at(-1);
    if (last === undefined || size > room) {
      batches.push([reject]);
      room = MAX_TRANSACTION_BYTES - size;
    } else {
      last.push(reject);
      room -= size;
    }
  }
  return batches;
};

const toReject = (bulkUuid: string, operationId: number, row: Row): Reject => ({
  bulkUuid,
  operationId,
  attempt: row.attempt,
  part: row.part,
  message: row.message,
  firstPosition: { epoch: row.epoch, partition: row.partition, offset: row.off },
});

/** The RejectStore over SQLite: a row a part of an attempt. */
export function createRejectStore(database: Database, lifecycle: Lifecycle): RejectStore {
  prepareSchema(database);
  const save = database.prepare(SAVE);
  const latest = database.prepare<Row>(LATEST);
  return {
    save: guardCalls(lifecycle, (rejects) => {
      for (const batch of splitByBytes(rejects)) {
        database.transaction(() => {
          for (const reject of batch) saveOne(save, reject);
        });
      }
    }),
    read: guardCalls(lifecycle, (bulkUuid, operationIds) => {
      const found = operationIds.map((id) => {
        const rows = latest.all([bulkUuid, id]);
        return [id, rows.map((row) => toReject(bulkUuid, id, row))] as const;
      });
      return new Map(found.filter(([, rejects]) => rejects.length > 0));
    }),
  };
}
