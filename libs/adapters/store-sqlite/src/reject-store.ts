import type { Reject, RejectStore } from '@sluice/ports';
import type { Database, Statement } from '@sluice/sqlite-driver';
import { guardCalls, type Lifecycle } from './map-errors';

interface Row {
  readonly attempt: number;
  readonly message: string;
  readonly epoch: number;
  readonly part: number;
  readonly off: number;
}

/** A transaction stays near this, because until it ends the write-ahead log cannot be reused. */
const MAX_TRANSACTION_BYTES = 16 * 1024 * 1024;

const SCHEMA = `CREATE TABLE IF NOT EXISTS rejects (
  n INTEGER PRIMARY KEY, uuid TEXT NOT NULL, operation INTEGER NOT NULL, attempt INTEGER NOT NULL,
  epoch INTEGER NOT NULL, part INTEGER NOT NULL, off INTEGER NOT NULL, message TEXT NOT NULL,
  UNIQUE (uuid, operation, attempt))`;

const SAVE = `INSERT INTO rejects (uuid, operation, attempt, epoch, part, off, message)
  VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (uuid, operation, attempt)
  DO UPDATE SET epoch = excluded.epoch, part = excluded.part, off = excluded.off, message = excluded.message`;

const LATEST = `SELECT attempt, message, epoch, part, off FROM rejects
  WHERE uuid = ? AND operation = ? ORDER BY attempt DESC LIMIT 1`;

const saveOne = (statement: Statement, reject: Reject): void => {
  const { bulkUuid, operationId, attempt, message, firstPosition } = reject;
  const { epoch, partition, offset } = firstPosition;
  statement.run([bulkUuid, operationId, attempt, epoch, partition, offset, message]);
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
  message: row.message,
  firstPosition: { epoch: row.epoch, partition: row.part, offset: row.off },
});

/** The RejectStore over SQLite: a row an attempt. */
export function createRejectStore(database: Database, lifecycle: Lifecycle): RejectStore {
  database.exec(SCHEMA);
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
      const found = operationIds.flatMap((id) => {
        const row = latest.get([bulkUuid, id]);
        return row === undefined ? [] : [toReject(bulkUuid, id, row)];
      });
      return new Map(found.map((reject) => [reject.operationId, reject]));
    }),
  };
}
