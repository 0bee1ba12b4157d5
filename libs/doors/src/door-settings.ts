import { authMode } from '@sluice/access';
import {
  ConfigError,
  loadOrCreateKey,
  readSetting,
  type AppConfigSchema,
  type ConfigOf,
} from '@sluice/platform';
import { loadRegistry } from '@sluice/registry';
import type { DoorSettings } from './open-doors';

/** The settings of the public address, to be named among those of the app that opens it. */
export const DOOR_SETTINGS = [
  'PORT',
  'SLUICE_HOST',
  'SLUICE_AUTH',
  'SLUICE_TOKEN_PEPPER',
  'SLUICE_DATA_DIR',
  'SLUICE_HASH_KEY',
  'SLUICE_SEAL_KEY',
  'SLUICE_REGISTRY_FILE',
  'SLUICE_MAX_BULK_ITEMS',
  'SLUICE_MAX_NESTED_ITEMS',
  'SLUICE_MAX_DEPTH',
  'SLUICE_REQUESTS_PER_MINUTE',
  'SLUICE_ITEMS_PER_MINUTE',
  'SLUICE_MAX_LAG_S',
  'SLUICE_MAGENTO_COMPAT',
  'SLUICE_MAX_BODY_BYTES',
  'SLUICE_MAX_ITEM_BYTES',
  'SLUICE_MAX_INFLIGHT_BYTES',
  'SLUICE_REQUEST_TIMEOUT_MS',
  'SLUICE_PUBLISH_WINDOW_MS',
] as const;

type DoorConfig = ConfigOf<AppConfigSchema<(typeof DOOR_SETTINGS)[number]>>;

/** How callers are to be guarded; a ConfigError where nobody decided it for an address that others can reach. */
function guardedBy(config: DoorConfig): Pick<DoorSettings, 'auth' | 'authWarning'> {
  const decision = authMode({ auth: config.SLUICE_AUTH, host: config.SLUICE_HOST });
  if ('refusal' in decision) throw new ConfigError([decision.refusal]);
  return { auth: decision.mode, authWarning: decision.warning };
}

/**
 * What the doors need of an app's settings; the key of data_hash and the pepper of tokens are made and kept in the
 * data folder when unset. Rejects with a ConfigError where the process must not start (`authMode`).
 */
export async function doorSettings(config: DoorConfig): Promise<DoorSettings> {
  const { SLUICE_DATA_DIR: folder } = config;
  return {
    ...guardedBy(config),
    host: config.SLUICE_HOST,
    port: config.PORT,
    hashKey: config.SLUICE_HASH_KEY ?? (await loadOrCreateKey(folder, 'data-hash')),
    pepper: config.SLUICE_TOKEN_PEPPER ?? (await loadOrCreateKey(folder, 'token-pepper')),
    sealKey: config.SLUICE_SEAL_KEY ?? (await loadOrCreateKey(folder, 'seal')),
    registry: readSetting('SLUICE_REGISTRY_FILE', () => loadRegistry(config.SLUICE_REGISTRY_FILE)),
    maxBulkItems: config.SLUICE_MAX_BULK_ITEMS,
    maxNestedItems: config.SLUICE_MAX_NESTED_ITEMS,
    maxDepth: config.SLUICE_MAX_DEPTH,
    requestsPerMinute: config.SLUICE_REQUESTS_PER_MINUTE,
    itemsPerMinute: config.SLUICE_ITEMS_PER_MINUTE,
    maxLagS: config.SLUICE_MAX_LAG_S,
    magentoCompat: config.SLUICE_MAGENTO_COMPAT,
    maxBodyBytes: config.SLUICE_MAX_BODY_BYTES,
    maxItemBytes: config.SLUICE_MAX_ITEM_BYTES,
    maxInflightBytes: config.SLUICE_MAX_INFLIGHT_BYTES,
    requestTimeoutMs: config.SLUICE_REQUEST_TIMEOUT_MS,
    publishWindowMs: config.SLUICE_PUBLISH_WINDOW_MS,
  };
}
