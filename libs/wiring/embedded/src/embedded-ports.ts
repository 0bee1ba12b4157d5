import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createEmbeddedBus } from '@sluice/bus-embedded';
import { systemClock, type Logger, type Ports } from '@sluice/ports';
import { allTopics, consumers } from '@sluice/schemas';
import { lockDirectory } from '@sluice/sqlite-driver';
import { createSqliteStores } from '@sluice/store-sqlite';

/** Where the data lies, and whose it is. */
export interface EmbeddedOptions {
  /** Folder of the log and the stores; made where it is missing. */
  readonly directory: string;
  /** Partitions of topics that are made now; fixed from then on. */
  readonly partitions: number;
  /**
   * True for the one process that serves the folder: refuses where another one does. False for its other threads,
   * which open the same files beside it.
   */
  readonly exclusive: boolean;
  readonly logger: Logger;
}

/** The ports over SQLite files in one folder; nothing else is needed. */
export async function embeddedPorts(options: EmbeddedOptions): Promise<Ports> {
  const { directory, partitions, exclusive, logger } = options;
  const clock = systemClock;
  await mkdir(directory, { recursive: true });
  const unlock = exclusive ? await lockDirectory(directory) : () => undefined;
  const stores = await createSqliteStores({ directory, clock, logger });
  const { entities, bulks, rejects, coordinator, tokens } = stores;
  const log = join(directory, 'log');
  await mkdir(log, { recursive: true });
  const bus = await createEmbeddedBus({ directory: log, coordinator, clock, logger, exclusive });
  await bus.ensureTopics(allTopics(consumers, partitions));
  const close = async (): Promise<void> => {
    await bus.close();
    await stores.close();
    unlock();
  };
  return { bus, entities, bulks, rejects, coordinator, tokens, clock, logger, close };
}
