import { createConnection, mongo } from 'mongoose';
import { silentLogger, systemClock } from '@sluice/ports';
import { ItemState } from '@sluice/schemas';
import { connectOptions } from './connect-options';
import { createMongoStores } from './create-mongo-stores';
import { dropDatabase, mongodbServer } from './mongodb-server.fixture';

const server = mongodbServer();
afterAll(() => server.stop());

const UUID = '0b0e7d3c-0000-4000-8000-000000000001';
const DESCRIPTION = '$where.post';
const HEADER = {
  bulkUuid: UUID,
  dialect: 'magento',
  entity: 'product',
  description: DESCRIPTION,
  size: 1_002,
};

/** Documents as version 0.1.0 wrote them. */
const writeOldDocuments = async (uri: string): Promise<void> => {
  const connection = await createConnection(uri, connectOptions(uri)).asPromise();
  const chunk = (index: number, counts: object) => ({
    _id: `${UUID}:0000${String(index)}`,
    by: new mongo.ObjectId(),
    rev: 1,
    uuid: UUID,
    index,
    at: 5_000,
    dialect: 'magento',
    entity: 'product',
    pending: 0,
    counts: { open: 0, succeeded: 0, unchanged: 0, failed: 0, canceled: 0, rejected: 0, ...counts },
    rowsFailed: 0,
    finishedAt: 6_000,
    states: new mongo.Binary(Uint8Array.of(ItemState.succeeded)),
    keys: '["a"]',
    details: JSON.stringify({ implicit: false, results: [], errors: [], attempts: [], rowsFailed: [] }),
  });
  const first = {
    ...chunk(0, { succeeded: 999, failed: 1 }),
    header: JSON.stringify(HEADER),
    publishedAt: 5_001,
  };
  await connection
    .collection('sluice_bulks')
    .insertMany([first, chunk(1, { unchanged: 1, canceled: 1 })] as never);
  const reject = { _id: `${UUID}:0000002:0001`, message: '{}', epoch: 4, partition: 3, offset: 99 };
  await connection.collection('sluice_rejects').insertOne(reject as never);
  await connection.close();
};

describe('documents of version 0.1.0', () => {
  it('can be found, searched and read once the stores were opened', async () => {
    const uri = await server.newDatabase();
    if (uri === null) return;
    await writeOldDocuments(uri);
    const connect = () => createMongoStores({ uri, clock: systemClock, logger: silentLogger });
    const [stores, others] = await Promise.all([connect(), connect()]);
    expect(await stores.bulks.find(UUID)).toMatchObject({
      header: { ...HEADER, owner: null, publishedAt: 5_001 },
      tallies: [{ counts: { succeeded: 999 }, failedRetriable: 0 }, { index: 1 }],
    });
    expect(await stores.bulks.readChunks([{ bulkUuid: UUID, index: 1 }])).toMatchObject([{ parts: [] }]);
    const acceptsDescription = (description: string): boolean => description === DESCRIPTION;
    const query = { acceptsDescription, statuses: [3], order: 'oldest', withTotal: true, limit: 5 } as const;
    expect(await others.bulks.searchTallies(query)).toMatchObject({
      total: 2,
      tallies: [
        { bulkUuid: UUID, index: 0, statuses: { 1: 999, 3: 1 } },
        { bulkUuid: UUID, index: 1, statuses: { 1: 1, 3: 1 } },
      ],
    });
    expect((await stores.rejects.read(UUID, [2])).get(2)).toMatchObject([
      { attempt: 1, part: 0, message: '{}' },
    ]);
    await Promise.all([stores.close(), others.close()]);
    await dropDatabase(uri);
  }, 180_000);
});
