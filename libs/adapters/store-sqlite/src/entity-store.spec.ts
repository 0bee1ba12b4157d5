import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EMPTY_LEDGER } from '@sluice/schemas';
import { openDatabase } from '@sluice/sqlite-driver';
import { createEntityStore } from './entity-store';

const OLD_TABLE = `CREATE TABLE aggregates_things (
  n INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, rev INTEGER NOT NULL, id INTEGER,
  doc TEXT NOT NULL, ledger TEXT NOT NULL)`;

describe('createEntityStore', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sluice-entities-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('takes refs into a file from before there were any', async () => {
    const database = openDatabase({ path: join(folder, 'entities.db') });
    database.exec(OLD_TABLE);
    database.exec(
      `INSERT INTO aggregates_things (key, rev, id, doc, ledger) VALUES ('a', 1, 5, '{"a":1}', '[0,[],"",null,[]]')`,
    );
    const store = createEntityStore(database, { closed: false });
    expect(await store.existing('things', ['a', 'b'])).toEqual(new Set(['a']));
    const write = { key: 'a', expectedRevision: 1, id: 5, document: { a: 2 }, ledger: EMPTY_LEDGER };
    expect(await store.write('things', [{ ...write, refs: ['id:5'] }])).toEqual({ conflicts: [] });
    expect(await store.locate('things', ['id:5'])).toEqual(new Map([['id:5', 'a']]));
    database.close();
  });

  it('writes nothing beside the aggregates where nobody has refs', async () => {
    const database = openDatabase({ path: join(folder, 'entities.db') });
    const store = createEntityStore(database, { closed: false });
    const write = { key: 'a', expectedRevision: 0, id: 5, document: null, ledger: EMPTY_LEDGER };
    await store.write('things', [write]);
    const changes = database.prepare<{ n: number }>('SELECT total_changes() AS n');
    const before = changes.get()?.n ?? 0;
    await store.write('things', [{ ...write, expectedRevision: 1 }]);
    expect((changes.get()?.n ?? 0) - before).toBe(1);
    database.close();
  });

  it('writes refs that stay the same only once', async () => {
    const database = openDatabase({ path: join(folder, 'entities.db') });
    const store = createEntityStore(database, { closed: false });
    const write = { key: 'a', id: 5, document: {}, ledger: EMPTY_LEDGER, refs: ['id:5', 'email:x'] };
    await store.write('things', [{ ...write, expectedRevision: 0 }]);
    const changes = database.prepare<{ n: number }>('SELECT total_changes() AS n');
    const before = changes.get()?.n ?? 0;
    await store.write('things', [{ ...write, expectedRevision: 1 }]);
    expect((changes.get()?.n ?? 0) - before).toBe(1);
    database.close();
  });
});
