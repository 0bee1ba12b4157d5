export { CONSUMER_APP_SETTINGS, CONSUMER_SETTINGS, type ConsumerConfig } from './consumer-settings';
export { openConsumer } from './open-consumer';
