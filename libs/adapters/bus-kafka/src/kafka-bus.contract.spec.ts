import { messageBusContract } from '@sluice/ports-testing';
import { kafkaHarness } from './kafka-harness.fixture';
import { kafkaBrokers, suiteOnServers, whyNoKafka } from './test-servers.fixture';

const SETTLE_MS = 20_000;

suiteOnServers('bus-kafka on real brokers', whyNoKafka, () => {
  messageBusContract('Kafka', kafkaHarness(kafkaBrokers), { settleMs: SETTLE_MS, except: {} });
});
