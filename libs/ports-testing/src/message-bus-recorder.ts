import type { MessageBatch, MessageBus, OutgoingMessage, Subscription } from '@sluice/ports';

/** One delivered message with where it came from. */
export interface Delivery {
  readonly partition: number;
  readonly epoch: number;
  readonly offset: number;
  readonly key: string | null;
  readonly text: string | null;
}

/** Keeps what a handler was given, in the order it was given. */
export interface Recorder {
  readonly batches: MessageBatch[];
  readonly handler: (batch: MessageBatch) => Promise<void>;
  deliveries(): Delivery[];
  texts(): (string | null)[];
}

const toDeliveries = (batch: MessageBatch): Delivery[] =>
  batch.messages.map(({ offset, key, value }) => ({
    partition: batch.partition,
    epoch: batch.epoch,
    offset,
    key: key?.toString('utf8') ?? null,
    text: value?.toString('utf8') ?? null,
  }));

/** Records every batch, then does what `then` says (throws, waits). */
export function createRecorder(
  then: (batch: MessageBatch) => Promise<void> = () => Promise.resolve(),
): Recorder {
  const batches: MessageBatch[] = [];
  const deliveries = (): Delivery[] => batches.flatMap(toDeliveries);
  return {
    batches,
    deliveries,
    texts: () => deliveries().map(({ text }) => text),
    handler: (batch) => {
      batches.push(batch);
      return then(batch);
    },
  };
}

/** A message whose value is that text. */
export const message = (key: string | null, value: string | Buffer | null): OutgoingMessage => ({
  key,
  value,
  headers: {},
});

/** Subscribes a recorder under a group name. */
export const record = (
  bus: MessageBus,
  where: { topic: string; group: string; maxBatch?: number },
  recorder: Recorder,
): Promise<Subscription> => bus.subscribe({ ...where, handler: recorder.handler });

/** The sum of a topic's offsets. */
export const total = (offsets: readonly number[]): number => offsets.reduce((sum, offset) => sum + offset, 0);
