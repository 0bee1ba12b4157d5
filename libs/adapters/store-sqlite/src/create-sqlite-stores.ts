import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type {
  BulkStore,
  Clock,
  Coordinator,
  EntityStore,
  Logger,
  RejectStore,
  TokenStore,
} from '@sluice/ports';
import { openDatabase, type Database } from '@sluice/sqlite-driver';
import { createBulkStore } from './bulk-store';
import { createCoordinator } from './coordinator';
import { createEntityStore } from './entity-store';
import { guardCalls, type Lifecycle } from './map-errors';
import { ACCESS_FILE } from './open-token-store';
import { createRejectStore } from './reject-store';
import { createTokenStore } from './token-store';

/** Where the stores are, and what they run with. */
export interface SqliteStoresOptions {
  /** Made where it is missing. */
  readonly directory: string;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** All store ports over one connection a file; any number of them may be open, in threads and processes. */
export interface Stores {
  readonly entities: EntityStore;
  readonly bulks: BulkStore;
  readonly rejects: RejectStore;
  readonly coordinator: Coordinator;
  readonly tokens: TokenStore;
  /** Closes the files. Idempotent. */
  close(): Promise<void>;
}

/**
 * A file each, because SQLite has one writer a file: accepting a bulk, applying operations and folding outcomes
 * then do not wait for each other.
 */
const FILES = {
  entities: 'entities.db',
  bulks: 'bulks.db',
  rejects: 'rejects.db',
  coordination: 'coordination.db',
  access: ACCESS_FILE,
} as const;

type Files = Readonly<Record<keyof typeof FILES, Database>>;

const openFiles = (directory: string, opened: Database[]): Files => {
  const open = (file: string): Database => {
    const database = openDatabase({ path: join(directory, file) });
    opened.push(database);
    return database;
  };
  return {
    entities: open(FILES.entities),
    bulks: open(FILES.bulks),
    rejects: open(FILES.rejects),
    coordination: open(FILES.coordination),
    access: open(FILES.access),
  };
};

const assemble = (files: Files, clock: Clock, lifecycle: Lifecycle): Omit<Stores, 'close'> => ({
  entities: createEntityStore(files.entities, lifecycle),
  bulks: createBulkStore(files.bulks, lifecycle),
  rejects: createRejectStore(files.rejects, lifecycle),
  coordinator: createCoordinator(files.coordination, clock, lifecycle),
  tokens: createTokenStore(files.access, lifecycle),
});

const closeAll = (databases: readonly Database[]): void => {
  for (const database of databases) database.close();
};

/**
 * Opens (and creates) the files in the directory and returns the stores. All of their work is synchronous and blocks
 * the thread that calls it. Rejects with `unavailable` when the files cannot be opened.
 */
export function createSqliteStores(options: SqliteStoresOptions): Promise<Stores> {
  const lifecycle: Lifecycle = { closed: false };
  const open = guardCalls(lifecycle, ({ directory, clock, logger }: SqliteStoresOptions): Stores => {
    mkdirSync(directory, { recursive: true });
    const databases: Database[] = [];
    const close = (): Promise<void> => {
      lifecycle.closed = true;
      closeAll(databases);
      return Promise.resolve();
    };
    try {
      const stores = assemble(openFiles(directory, databases), clock, lifecycle);
      logger.debug({ directory }, 'SQLite stores are open');
      return { ...stores, close };
    } catch (error) {
      closeAll(databases);
      throw error;
    }
  });
  return open(options);
}
