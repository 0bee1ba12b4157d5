import { silentLogger } from '@sluice/ports';
import {
  bulkStoreContract,
  coordinatorContract,
  entityStoreContract,
  rejectStoreContract,
  settableClock,
  tokenStoreContract,
  type OpenedStores,
} from '@sluice/ports-testing';
import { createMongoStores } from './create-mongo-stores';
import { dropDatabase, mongodbServer } from './mongodb-server.fixture';

const server = mongodbServer();

const open = async (): Promise<OpenedStores | null> => {
  const uri = await server.newDatabase();
  if (uri === null) return null;
  const clock = settableClock();
  const connect = () => createMongoStores({ uri, clock, logger: silentLogger });
  // Both at once: that is how the processes of one installation start.
  const [stores, others] = await Promise.all([connect(), connect()]);
  const dispose = async (): Promise<void> => {
    await Promise.all([stores.close(), others.close()]);
    await dropDatabase(uri);
  };
  return { stores, others, clock, dispose };
};

afterAll(() => server.stop());

entityStoreContract('MongoDB', open, { refusedNesting: 250, refusedBytes: 17 * 1024 * 1024 });
bulkStoreContract('MongoDB', open);
rejectStoreContract('MongoDB', open);
coordinatorContract('MongoDB', open);
tokenStoreContract('MongoDB', open);
