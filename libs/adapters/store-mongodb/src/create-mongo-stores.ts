import { createConnection, type Connection } from 'mongoose';
import type {
  BulkStore,
  Clock,
  Coordinator,
  EntityStore,
  Logger,
  RejectStore,
  TokenStore,
} from '@sluice/ports';
import { createBulkStore } from './bulk-store';
import { connectOptions, type MongoTimings } from './connect-options';
import { createCoordinator } from './coordinator';
import { createEntityStore } from './entity-store';
import type { Lifecycle } from './lifecycle';
import { toPortError } from './map-errors';
import { openCollections, type Collections } from './models';
import { createRejectStore } from './reject-store';
import { createTokenStore } from './token-store';

/** Where the stores are, and what they run with. */
export interface MongoStoresOptions {
  /** A mongodb:// URI; without a database name `sluice` is used. */
  readonly uri: string;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly timings?: MongoTimings;
}

/** All store ports over one connection pool. */
export interface Stores {
  readonly entities: EntityStore;
  readonly bulks: BulkStore;
  readonly rejects: RejectStore;
  readonly coordinator: Coordinator;
  readonly tokens: TokenStore;
  /** Lets nothing new begin and disconnects. Idempotent. */
  close(): Promise<void>;
}

/** Mongoose emits what the driver's monitor sees; without a listener an error event would end the process. */
const watch = (connection: Connection, logger: Logger): void => {
  connection.on('error', (error: unknown) => {
    logger.warn({ err: error }, 'MongoDB connection error');
  });
  connection.on('disconnected', () => {
    logger.warn({}, 'MongoDB is out of reach');
  });
  connection.on('reconnected', () => {
    logger.info({}, 'MongoDB answers again');
  });
};

/** The sequence that tokens and accounts are numbered from. */
const USER_IDS = 'access users';

const assemble = (connection: Connection, collections: Collections, clock: Clock): Stores => {
  const lifecycle: Lifecycle = { closed: false };
  const ping = async (): Promise<void> => {
    await connection.db?.command({ ping: 1 });
  };
  const coordinator = createCoordinator({ collections, clock, lifecycle, ping });
  const nextUserId = (): Promise<number> => coordinator.takeIds(USER_IDS, 1);
  return {
    entities: createEntityStore(collections.aggregates, lifecycle),
    bulks: createBulkStore(collections.chunks, lifecycle),
    rejects: createRejectStore(collections.rejects, lifecycle),
    coordinator,
    tokens: createTokenStore({ collections, nextUserId, lifecycle }),
    close: async () => {
      if (lifecycle.closed) return;
      lifecycle.closed = true;
      await connection.close();
    },
  };
};

/**
 * Connects, makes the collections and indexes that are missing, and returns the stores.
 * Rejects with `unavailable` when no server answers in time.
 */
export async function createMongoStores(options: MongoStoresOptions): Promise<Stores> {
  const { uri, clock, logger, timings = {} } = options;
  const connection = createConnection(uri, connectOptions(uri, timings));
  watch(connection, logger.child({ component: 'store-mongodb' }));
  try {
    await connection.asPromise();
    return assemble(connection, await openCollections(connection), clock);
  } catch (error) {
    await connection.close().catch(() => undefined);
    throw toPortError(error);
  }
}
