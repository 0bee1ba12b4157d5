import { readConfigOrExit, runBehindProbes } from '@sluice/platform';
import { startTracking } from '@sluice/tracking';
import { distributedPorts } from '@sluice/wiring-distributed';
import { statusConfig } from './config';

const config = readConfigOrExit(statusConfig);

runBehindProbes({
  name: 'status',
  config,
  openPorts: (logger, onFatal) =>
    distributedPorts({
      brokers: config.KAFKA_BROKERS,
      mongodbUri: config.MONGODB_URI,
      clientId: 'sluice-status',
      partitions: config.SLUICE_PARTITIONS,
      logger,
      onFatal,
    }),
  start: (ports) => startTracking({ ports, settleAfterMs: config.SLUICE_SETTLE_AFTER_MS }),
});
