import type { AppConfigSchema, ConfigOf } from '@sluice/platform';

/** The settings of consuming, to be named among those of the app that does it. */
export const CONSUMER_SETTINGS = ['SLUICE_DATA_DIR', 'SLUICE_REGISTRY_FILE', 'SLUICE_SEAL_KEY'] as const;

export type ConsumerConfig = ConfigOf<AppConfigSchema<(typeof CONSUMER_SETTINGS)[number]>>;

/** The settings of an app that is a consumer and nothing else, on Kafka and MongoDB. */
export const CONSUMER_APP_SETTINGS = [
  'SLUICE_HOST',
  'SLUICE_PROBE_PORT',
  'KAFKA_BROKERS',
  'MONGODB_URI',
  'SLUICE_PARTITIONS',
  'SLUICE_LOG_LEVEL',
  ...CONSUMER_SETTINGS,
] as const;
