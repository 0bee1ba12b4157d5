export { CONSUMER_SETTINGS, type ConsumerConfig } from './consumer-settings';
export { openConsumer } from './open-consumer';
