import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PortError } from '@sluice/ports';
import { openDatabase, type Database } from './database';

let directory: string;
let database: Database;
const path = (): string => join(directory, 'test.db');

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'sluice-sqlite-'));
  database = openDatabase({ path: path() });
  database.exec('CREATE TABLE t (id INTEGER PRIMARY KEY, body BLOB)');
});
afterEach(() => {
  database.close();
  rmSync(directory, { recursive: true, force: true });
});

const insert = (id: number, body: Buffer | null): void => {
  database.prepare('INSERT INTO t (id, body) VALUES (?, ?)').run([id, body]);
};
const count = (): unknown => database.prepare('SELECT count(*) AS n FROM t').get();

const portError = (fields: Partial<PortError>): Error => expect.objectContaining(fields) as Error;

describe('openDatabase', () => {
  test('hands blobs out as Buffers and rows without what the driver adds', () => {
    const body = Buffer.from([0, 255, 1]);
    insert(2 ** 41, body.subarray(1));
    const row = { id: 2 ** 41, body: Buffer.from([255, 1]) };
    const select = database.prepare('SELECT * FROM t');
    expect(select.get()).toEqual(row);
    expect(select.all()).toEqual([row]);
    expect(Buffer.isBuffer(select.all()[0]?.body)).toBe(true);
  });

  test('rolls a transaction back when its work throws, and passes the error on', () => {
    const failure = new Error('meant to fail');
    const work = (): never => {
      insert(1, null);
      throw failure;
    };
    expect(() => database.transaction(work)).toThrow(failure);
    expect(count()).toEqual({ n: 0 });
    database.transaction(() => {
      insert(1, null);
    });
    expect(count()).toEqual({ n: 1 });
  });

  test('a writer that waits too long for another is told to come again', () => {
    const impatient = openDatabase({ path: path(), busyTimeoutMs: 1 });
    database.transaction(() => {
      const write = (): number => impatient.transaction(() => 1);
      expect(write).toThrow(portError({ code: 'unavailable', retriable: true }));
    });
    impatient.close();
  });

  test('a full disk is unavailable, and its error is not hidden by the rollback', () => {
    database.exec('PRAGMA max_page_count = 4');
    const write = (): unknown =>
      database.transaction(() => {
        insert(1, Buffer.alloc(100_000));
      });
    expect(write).toThrow(portError({ code: 'unavailable' }));
    expect(write).toThrow(/SQLITE_FULL/);
  });

  test('names what is refused, closed, damaged or not to be opened', () => {
    insert(1, null);
    expect(() => {
      insert(1, null);
    }).toThrow(portError({ code: 'refused' }));
    const damaged = join(directory, 'damaged.db');
    writeFileSync(damaged, 'x'.repeat(5_000));
    expect(() => openDatabase({ path: damaged })).toThrow(portError({ code: 'unavailable' }));
    expect(() => openDatabase({ path: join(directory, 'no', 'such.db') })).toThrow(
      portError({ code: 'unavailable' }),
    );
    database.close();
    database.close();
    expect(count).toThrow(portError({ code: 'closed' }));
  });
});
