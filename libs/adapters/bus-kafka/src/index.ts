export { createKafkaBus, type KafkaBusOptions } from './kafka-bus';
export type { KafkaTimings } from './timings';
