import { appConfig, loadOrCreateKey, type ConfigOf } from '@sluice/platform';
import type { DoorSettings } from '@sluice/doors';

/** The settings of the gateway. */
export const gatewayConfig = appConfig([
  'PORT',
  'SLUICE_HOST',
  'SLUICE_DATA_DIR',
  'KAFKA_BROKERS',
  'MONGODB_URI',
  'SLUICE_HASH_KEY',
  'SLUICE_MAX_BODY_BYTES',
  'SLUICE_MAX_ITEM_BYTES',
  'SLUICE_MAX_INFLIGHT_BYTES',
  'SLUICE_REQUEST_TIMEOUT_MS',
  'SLUICE_PUBLISH_WINDOW_MS',
  'SLUICE_PARTITIONS',
  'SLUICE_LOG_LEVEL',
]);

/** What the doors need of them. */
export async function doorSettings(config: ConfigOf<typeof gatewayConfig>): Promise<DoorSettings> {
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
