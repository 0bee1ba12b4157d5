import { loadOrCreateKey, type AppConfigSchema, type ConfigOf } from '@sluice/platform';
import type { DoorSettings } from './open-doors';

/** The settings of the public address, to be named among those of the app that opens it. */
export const DOOR_SETTINGS = [
  'PORT',
  'SLUICE_HOST',
  'SLUICE_DATA_DIR',
  'SLUICE_HASH_KEY',
  'SLUICE_MAX_BODY_BYTES',
  'SLUICE_MAX_ITEM_BYTES',
  'SLUICE_MAX_INFLIGHT_BYTES',
  'SLUICE_REQUEST_TIMEOUT_MS',
  'SLUICE_PUBLISH_WINDOW_MS',
] as const;

type DoorConfig = ConfigOf<AppConfigSchema<(typeof DOOR_SETTINGS)[number]>>;

/** What the doors need of an app's settings; the key of data_hash is made and kept in the data folder when unset. */
export async function doorSettings(config: DoorConfig): Promise<DoorSettings> {
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
