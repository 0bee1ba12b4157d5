import { DOOR_SETTINGS } from '@sluice/doors';
import { appConfig, type ConfigOf } from '@sluice/platform';

/** The settings of the standalone process. */
export const standaloneConfig = appConfig([
  ...DOOR_SETTINGS,
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
}

export const workerSettings = (config: StandaloneConfig): WorkerSettings => ({
  directory: config.SLUICE_DATA_DIR,
  partitions: config.SLUICE_PARTITIONS,
  level: config.SLUICE_LOG_LEVEL,
});
