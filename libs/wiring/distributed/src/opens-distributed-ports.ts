import type { Logger, Ports } from '@sluice/ports';
import { distributedPorts } from './distributed-ports';

/** The settings that the ports need, by their names in the environment. */
export interface DistributedConfig {
  readonly KAFKA_BROKERS: readonly string[];
  readonly MONGODB_URI: string;
  readonly SLUICE_PARTITIONS: number;
}

/** What opens the ports for the app of that name. */
export const opensDistributedPorts =
  (name: string, config: DistributedConfig) =>
  (logger: Logger, onFatal: (error: Error) => void): Promise<Ports> =>
    distributedPorts({
      brokers: config.KAFKA_BROKERS,
      mongodbUri: config.MONGODB_URI,
      clientId: `sluice-${name}`,
      partitions: config.SLUICE_PARTITIONS,
      logger,
      onFatal,
    });
