import type { Subscription } from '@sluice/ports';
import { consumerGroup, operationsTopic } from '@sluice/schemas';
import { createBatchProcessor, type ProcessingOptions } from './process-batch';

/** What one read and one bulk write of a store in another process do well. */
const MAX_BATCH = 1000;

/** How a consumer app runs. */
export interface ConsumerOptions extends ProcessingOptions {
  /** How many messages a batch holds at most; 1,000 unless told. */
  readonly maxBatch?: number;
}

/**
 * Runs a consumer app: takes the operations of its entities from their topic as a member of its group until closed.
 * Any number of instances may run; each partition has one at a time.
 */
export function startConsumer({ maxBatch = MAX_BATCH, ...options }: ConsumerOptions): Promise<Subscription> {
  return options.ports.bus.subscribe({
    topic: operationsTopic(options.consumer),
    group: consumerGroup(options.consumer),
    maxBatch,
    handler: createBatchProcessor(options),
  });
}
