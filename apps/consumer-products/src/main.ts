import { readConfigOrExit, runBehindProbes } from '@sluice/platform';
import { startConsumer } from '@sluice/processing';
import { BUILT_IN_STORES } from '@sluice/schemas';
import { distributedPorts } from '@sluice/wiring-distributed';
import { consumerConfig } from './config';

const config = readConfigOrExit(consumerConfig);

runBehindProbes({
  name: 'consumer-products',
  config,
  openPorts: (logger, onFatal) =>
    distributedPorts({
      brokers: config.KAFKA_BROKERS,
      mongodbUri: config.MONGODB_URI,
      clientId: 'sluice-consumer-products',
      partitions: config.SLUICE_PARTITIONS,
      logger,
      onFatal,
    }),
  start: (ports) => startConsumer({ ports, consumer: 'products', stores: BUILT_IN_STORES }),
});
