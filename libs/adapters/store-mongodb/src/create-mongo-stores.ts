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
import { createOpenCalls, type OpenCalls } from './open-calls';
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

/** What a connection is watched for. */
interface Watched {
  readonly logger: Logger;
  readonly calls: OpenCalls;
  /** Aborts when the stores are closed. */
  readonly closing: AbortSignal;
}

/** Mongoose emits what the driver's monitor sees; without a listener an error event would end the process. */
const watch = (connection: Connection, { logger, calls, closing }: Watched): void => {
  connection.on('error', (error: unknown) => {
    logger.warn({ err: error }, 'MongoDB connection error');
  });
  connection.on('disconnected', () => {
    logger.warn({}, 'MongoDB is out of reach');
    void calls.serverLost(closing).then((count) => {
      if (count > 0) logger.warn({ count }, 'calls that MongoDB left without an answer were ended');
    });
  });
  connection.on('reconnected', () => {
    logger.info({}, 'MongoDB answers again');
  });
};

/** The sequence that tokens and accounts are numbered from. */
const USER_IDS = 'access users';

/** What the stores stand on. */
interface Opened {
  readonly connection: Connection;
  readonly collections: Collections;
  readonly calls: OpenCalls;
  readonly clock: Clock;
  /** Told that the stores are being closed. */
  readonly onClose: () => void;
}

const assemble = ({ connection, collections, calls, clock, onClose }: Opened): Stores => {
  const lifecycle: Lifecycle = { closed: false, calls };
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
      onClose();
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
  const calls = createOpenCalls(clock);
  const closing = new AbortController();
  const onClose = (): void => {
    closing.abort();
  };
  watch(connection, {
    logger: logger.child({ component: 'store-mongodb' }),
    calls,
    closing: closing.signal,
  });
  try {
    await connection.asPromise();
    const collections = await openCollections(connection);
    return assemble({ connection, collections, calls, clock, onClose });
  } catch (error) {
    onClose();
    await connection.close().catch(() => undefined);
    throw toPortError(error);
  }
}
