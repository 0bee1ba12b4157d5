import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLogger, systemClock } from '@sluice/ports';
import { ItemState } from '@sluice/schemas';
import { openDatabase } from '@sluice/sqlite-driver';
import { createSqliteStores } from './create-sqlite-stores';

const UUID = '0b0e7d3c-0000-4000-8000-000000000001';

/** The tables as version 0.1.0 made them. */
const OLD_BULKS = [
  `CREATE TABLE chunks (
    n INTEGER PRIMARY KEY, uuid TEXT NOT NULL, idx INTEGER NOT NULL,
    at INTEGER NOT NULL, dialect TEXT NOT NULL, entity TEXT NOT NULL,
    rev INTEGER NOT NULL, pending INTEGER NOT NULL, finished_at INTEGER, counts TEXT NOT NULL,
    rows_failed INTEGER NOT NULL, quiet_at INTEGER, published_at INTEGER, header TEXT,
    states BLOB NOT NULL, details TEXT NOT NULL, UNIQUE (uuid, idx))`,
  'CREATE TABLE chunk_keys (n INTEGER PRIMARY KEY, keys TEXT NOT NULL)',
  'CREATE INDEX chunks_unfinished ON chunks (at, uuid) WHERE pending > 0',
  'CREATE INDEX bulks_newest ON chunks (at, uuid) WHERE header IS NOT NULL',
];

const OLD_REJECTS = `CREATE TABLE rejects (
  n INTEGER PRIMARY KEY, uuid TEXT NOT NULL, operation INTEGER NOT NULL, attempt INTEGER NOT NULL,
  epoch INTEGER NOT NULL, part INTEGER NOT NULL, off INTEGER NOT NULL, message TEXT NOT NULL,
  UNIQUE (uuid, operation, attempt))`;

const HEADER = {
  bulkUuid: UUID,
  dialect: 'magento',
  entity: 'product',
  description: 'async.magento.x.post',
  topic: 'sluice.operations.products',
  epoch: 1,
  userType: 1,
  userId: 0,
  acceptedAt: 5_000,
  size: 4,
  chunkCount: 1,
  publishUntil: 35_000,
  implicit: false,
  quietAt: null,
};

const ERRORS = [
  { position: 1, class: 'retriable', code: 'busy', message: '' },
  { position: 2, class: 'final', code: 'gone', message: '' },
];

const writeOldFiles = (directory: string): void => {
  const bulks = openDatabase({ path: join(directory, 'bulks.db') });
  for (const sql of OLD_BULKS) bulks.exec(sql);
  const { succeeded, failedRetriable, failedFinal, open } = ItemState;
  bulks
    .prepare(
      `INSERT INTO chunks VALUES (7, ?, 0, 5000, 'magento', 'product', 3, 1, NULL, '1,1,0,2,0,0', 0, NULL,
      5001, ?, ?, ?)`,
    )
    .run([
      UUID,
      JSON.stringify(HEADER),
      Buffer.from([succeeded, failedRetriable, failedFinal, open]),
      JSON.stringify({ implicit: false, results: [], errors: ERRORS, attempts: [], rowsFailed: [] }),
    ]);
  bulks.prepare('INSERT INTO chunk_keys VALUES (7, ?)').run([JSON.stringify(['a', 'b', 'c', 'd'])]);
  bulks.close();
  const rejects = openDatabase({ path: join(directory, 'rejects.db') });
  rejects.exec(OLD_REJECTS);
  rejects.prepare("INSERT INTO rejects VALUES (1, ?, 2, 1, 4, 3, 99, '{}')").run([UUID]);
  rejects.close();
};

describe('files of version 0.1.0', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'sluice-older-'));
    writeOldFiles(directory);
  });
  afterEach(() => rm(directory, { recursive: true, force: true }));

  const open = () => createSqliteStores({ directory, clock: systemClock, logger: silentLogger });

  it('keep their bulks, which can be searched and folded', async () => {
    const [stores, others] = [await open(), await open()];
    const summary = await others.bulks.find(UUID);
    expect(summary).toMatchObject({
      header: { ...HEADER, owner: null, publishedAt: 5_001 },
      tallies: [{ counts: { open: 1, succeeded: 1, failed: 2 }, failedRetriable: 1 }],
    });
    const [chunk] = await stores.bulks.readChunks([{ bulkUuid: UUID, index: 0 }]);
    expect(chunk).toMatchObject({ revision: 3, keys: ['a', 'b', 'c', 'd'], errors: ERRORS, parts: [] });
    const query = { statuses: [2, 3] as const, order: 'oldest', withTotal: true, limit: 5 } as const;
    const acceptsDescription = (description: string): boolean => description === HEADER.description;
    expect(await stores.bulks.searchTallies({ ...query, acceptsDescription })).toMatchObject({
      total: 2,
      tallies: [{ bulkUuid: UUID, statuses: { 1: 1, 2: 1, 3: 1, 4: 1, 5: 0 } }],
    });
    await Promise.all([stores.close(), others.close()]);
    const again = await open();
    expect(await again.bulks.find(UUID)).toEqual(summary);
    await again.close();
  });

  it('keep their rejects, each as the only part', async () => {
    const stores = await open();
    const firstPosition = { epoch: 4, partition: 3, offset: 99 };
    expect((await stores.rejects.read(UUID, [2])).get(2)).toEqual([
      { bulkUuid: UUID, operationId: 2, attempt: 1, part: 0, message: '{}', firstPosition },
    ]);
    await stores.close();
  });
});
