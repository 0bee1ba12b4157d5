import { randomBytes } from 'node:crypto';
import { provideServers } from '@sluice/servers';
import { dropDatabase, resetKafka, withDatabase } from './sluice/reset-servers';

/** Kafka and MongoDB as the benchmark uses them. */
export interface BenchServers {
  readonly kafkaBrokers: string;
  readonly origin: string;
  /** The URI of a database of this run's own, by the part it plays. */
  readonly database: (part: string) => string;
  /** Drops the databases of this run and stops what was started for it. Idempotent. */
  readonly stop: () => Promise<void>;
}

/**
 * Provides servers without topics or groups of an earlier run.
 *
 * @throws Error in one line when there are none to be had.
 */
export async function openServers(progress: (line: string) => void): Promise<BenchServers> {
  const servers = await provideServers({ progress });
  if ('unavailable' in servers) throw new Error(`no Kafka and MongoDB: ${servers.unavailable}`);
  const { kafkaBrokers, mongodbUri, origin } = servers;
  progress(`deleting the topics and groups of Sluice on ${kafkaBrokers}`);
  const run = `sluice-bench-${randomBytes(6).toString('hex')}`;
  const used = new Set<string>();
  const stop = async (): Promise<void> => {
    for (const uri of used) await dropDatabase(uri).catch(() => undefined);
    used.clear();
    // Servers that go on running must not keep a log of made products: the next Sluice would apply it.
    if (origin === 'environment') await resetKafka(kafkaBrokers).catch(() => undefined);
    await servers.stop();
  };
  try {
    await resetKafka(kafkaBrokers);
  } catch (error) {
    await stop();
    throw error;
  }
  const database = (part: string): string => {
    const uri = withDatabase(mongodbUri, `${run}-${part}`);
    used.add(uri);
    return uri;
  };
  return { kafkaBrokers, origin, database, stop };
}
