import { CONSUMER_SETTINGS } from '@sluice/consuming';
import { appConfig } from '@sluice/platform';

/** The settings of the app. */
export const consumerConfig = appConfig([
  'SLUICE_HOST',
  'SLUICE_PROBE_PORT',
  'KAFKA_BROKERS',
  'MONGODB_URI',
  'SLUICE_PARTITIONS',
  'SLUICE_LOG_LEVEL',
  ...CONSUMER_SETTINGS,
]);
