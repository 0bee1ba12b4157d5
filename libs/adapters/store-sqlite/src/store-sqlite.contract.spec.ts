import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
import { createSqliteStores } from './create-sqlite-stores';

const open = async (): Promise<OpenedStores> => {
  const directory = await mkdtemp(join(tmpdir(), 'sluice-store-sqlite-'));
  const clock = settableClock();
  const connect = () => createSqliteStores({ directory, clock, logger: silentLogger });
  const [stores, others] = [await connect(), await connect()];
  const dispose = async (): Promise<void> => {
    await Promise.all([stores.close(), others.close()]);
    await rm(directory, { recursive: true, force: true });
  };
  return { stores, others, clock, dispose };
};

entityStoreContract('SQLite', open, { refusedNesting: null, refusedBytes: null });
bulkStoreContract('SQLite', open);
rejectStoreContract('SQLite', open);
coordinatorContract('SQLite', open);
tokenStoreContract('SQLite', open);
