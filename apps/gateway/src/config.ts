import { DOOR_SETTINGS } from '@sluice/doors';
import { appConfig } from '@sluice/platform';

/** The settings of the gateway. */
export const gatewayConfig = appConfig([
  ...DOOR_SETTINGS,
  'KAFKA_BROKERS',
  'MONGODB_URI',
  'SLUICE_PARTITIONS',
  'SLUICE_LOG_LEVEL',
]);
