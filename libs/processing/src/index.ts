export { startConsumer, type ConsumerOptions } from './consumer';
export type { ProcessingOptions } from './process-batch';
