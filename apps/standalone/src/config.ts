import type { DoorSettings } from '@sluice/doors';
import { appConfig, loadOrCreateKey, type ConfigOf } from '@sluice/platform';

/** The settings of the standalone process. */
export const standaloneConfig = appConfig([
  'PORT',
  'SLUICE_HOST',
  'SLUICE_DATA_DIR',
  'SLUICE_HASH_KEY',
  'SLUICE_MAX_BODY_BYTES',
  'SLUICE_MAX_ITEM_BYTES',
  'SLUICE_MAX_INFLIGHT_BYTES',
  'SLUICE_REQUEST_TIMEOUT_MS',
  'SLUICE_PUBLISH_WINDOW_MS',
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

/** What the doors need of them. */
export async function doorSettings(config: StandaloneConfig): Promise<DoorSettings> {
  return {
    host: config.SLUICE_HOST,
    port: config.PORT,
    hashKey: config.SLUICE_HASH_KEY ?? (await loadOrCreateKey(config.SLUICE_DATA_DIR, 'data-hash')),
    maxBodyBytes: config.SLUICE_MAX_BODY_BYTES,
    maxItemBytes: config.SLUICE_MAX_ITEM_BYTES,
    maxInflightBytes: config.SLUICE_MAX_INFLIGHT_BYTES,
    requestTimeoutMs: config.SLUICE_REQUEST_TIMEOUT_MS,
    publishWindowMs: config.SLUICE_PUBLISH_WINDOW_MS,
  };
}
