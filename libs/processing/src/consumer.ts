import { mergeBatches, type Subscription } from '@sluice/ports';
import { consumerGroup, operationsTopic } from '@sluice/schemas';
import { createBatchProcessor, type ProcessingOptions } from './process-batch';

/** How many messages are processed together: what one read and one bulk write of the store do well (500: 9 % less). */
const MAX_BATCH = 1000;

/**
 * Runs a consumer app: takes the operations of its entities from their topic as a member of its group until closed.
 * Any number of instances may run; each partition has one at a time.
 */
export function startConsumer(options: ProcessingOptions): Promise<Subscription> {
  return options.ports.bus.subscribe({
    topic: operationsTopic(options.consumer),
    group: consumerGroup(options.consumer),
    maxBatch: MAX_BATCH,
    handler: mergeBatches({ process: createBatchProcessor(options), maxMessages: MAX_BATCH }),
  });
}
