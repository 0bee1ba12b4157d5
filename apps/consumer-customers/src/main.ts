import { openConsumer } from '@sluice/consuming';
import { runBehindProbes } from '@sluice/http';
import { readConfigOrExit } from '@sluice/platform';
import { opensDistributedPorts } from '@sluice/wiring-distributed';
import { consumerConfig } from './config';

const config = readConfigOrExit(consumerConfig);
const name = 'consumer-customers';

runBehindProbes({
  name,
  config,
  openPorts: opensDistributedPorts(name, config),
  start: (ports) => openConsumer('customers', ports, config),
});
