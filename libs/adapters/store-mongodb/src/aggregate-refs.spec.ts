import { createConnection, type Connection } from 'mongoose';
import { silentLogger, systemClock, type AggregateWrite } from '@sluice/ports';
import { EMPTY_LEDGER } from '@sluice/schemas';
import { connectOptions } from './connect-options';
import { createMongoStores, type Stores } from './create-mongo-stores';
import { dropDatabase, mongodbServer } from './mongodb-server.fixture';

const write = (key: string, refs?: readonly string[]): AggregateWrite => ({
  key,
  expectedRevision: 0,
  id: null,
  document: { key },
  ledger: EMPTY_LEDGER,
  ...(refs === undefined ? {} : { refs }),
});

interface Opened {
  readonly uri: string;
  readonly stores: Stores;
  readonly connection: Connection;
}

describe('the index of refs', () => {
  const server = mongodbServer();
  let opened: Opened | null = null;
  beforeAll(async () => {
    const uri = await server.newDatabase();
    if (uri === null) return;
    const stores = await createMongoStores({ uri, clock: systemClock, logger: silentLogger });
    opened = { uri, stores, connection: await createConnection(uri, connectOptions(uri)).asPromise() };
  }, 180_000);
  afterAll(async () => {
    if (opened !== null) {
      await Promise.all([opened.stores.close(), opened.connection.close()]);
      await dropDatabase(opened.uri);
    }
    await server.stop();
  });
  const indexNames = async (collection: string): Promise<string[]> => {
    const indexes = (await opened?.connection.collection(collection).indexes()) ?? [];
    return indexes.map(({ name }) => String(name)).sort();
  };

  it('is never made for a collection whose aggregates have none', async () => {
    await opened?.stores.entities.write('plain', [write('a'), write('b', [])]);
    await opened?.stores.entities.existing('plain', ['a']);
    await opened?.stores.entities.scan('plain', { limit: 1 });
    expect(await indexNames('plain')).toEqual(['_id_']);
  });

  it('is there with the first refs, and used', async () => {
    await opened?.stores.entities.write('named', [write('a', ['id:1']), write('b')]);
    expect(await indexNames('named')).toEqual(['_id_', 'refs']);
    const plan = await opened?.connection
      .collection('named')
      .find({ refs: { $in: ['id:1'] } })
      .explain('queryPlanner');
    expect(JSON.stringify(plan)).toContain('"indexName":"refs"');
    expect(await opened?.stores.entities.locate('named', ['id:1'])).toEqual(new Map([['id:1', 'a']]));
  });
});
