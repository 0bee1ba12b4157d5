export { startConsumer } from './consumer';
export type { ProcessingOptions } from './process-batch';
