import { CONSUMER_SETTINGS, type ConsumerConfig } from '@sluice/consuming';
import { DOOR_SETTINGS } from '@sluice/doors';
import { appConfig, type ConfigOf } from '@sluice/platform';

/** The settings of the standalone process. */
export const standaloneConfig = appConfig([
  ...new Set([...DOOR_SETTINGS, ...CONSUMER_SETTINGS]),
  'SLUICE_SETTLE_AFTER_MS',
  'SLUICE_PARTITIONS',
  'SLUICE_LOG_LEVEL',
]);
export type StandaloneConfig = ConfigOf<typeof standaloneConfig>;

/** What the worker thread is told; it has no environment of its own. */
export interface WorkerSettings {
  readonly directory: string;
  readonly partitions: number;
  readonly level: StandaloneConfig['SLUICE_LOG_LEVEL'];
  readonly consuming: ConsumerConfig;
}

export const workerSettings = (config: StandaloneConfig): WorkerSettings => ({
  directory: config.SLUICE_DATA_DIR,
  partitions: config.SLUICE_PARTITIONS,
  level: config.SLUICE_LOG_LEVEL,
  consuming: {
    SLUICE_DATA_DIR: config.SLUICE_DATA_DIR,
    SLUICE_REGISTRY_FILE: config.SLUICE_REGISTRY_FILE,
    SLUICE_SEAL_KEY: config.SLUICE_SEAL_KEY,
  },
});
