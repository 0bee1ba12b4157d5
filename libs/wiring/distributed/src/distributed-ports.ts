import { createKafkaBus } from '@sluice/bus-kafka';
import { systemClock, type Logger, type Ports } from '@sluice/ports';
import { allTopics, consumers } from '@sluice/schemas';
import { createMongoStores } from '@sluice/store-mongodb';

/** Where the servers are, and who is asking. */
export interface DistributedOptions {
  /** `host:port` of Kafka brokers. */
  readonly brokers: readonly string[];
  /** MongoDB connection string with its database. */
  readonly mongodbUri: string;
  /** Name of the app, seen in the broker's logs. */
  readonly clientId: string;
  /** Partitions of topics that are made now; fixed from then on. */
  readonly partitions: number;
  readonly logger: Logger;
  /** A consumer crashed beyond restart: the process should end and be started again. */
  readonly onFatal: (error: Error) => void;
}

/** The ports over Kafka and MongoDB; topics and indexes exist when it resolves. */
export async function distributedPorts(options: DistributedOptions): Promise<Ports> {
  const { brokers, mongodbUri, clientId, partitions, logger, onFatal } = options;
  const clock = systemClock;
  const stores = await createMongoStores({ uri: mongodbUri, clock, logger });
  try {
    const { coordinator } = stores;
    const bus = await createKafkaBus({
      brokers: [...brokers],
      clientId,
      coordinator,
      clock,
      logger,
      onFatal,
    });
    const close = async (): Promise<void> => {
      await bus.close();
      await stores.close();
    };
    try {
      await bus.ensureTopics(allTopics(consumers, partitions));
    } catch (error) {
      await bus.close();
      throw error;
    }
    const { entities, bulks, rejects, tokens } = stores;
    return { bus, entities, bulks, rejects, coordinator, tokens, clock, logger, close };
  } catch (error) {
    await stores.close();
    throw error;
  }
}
