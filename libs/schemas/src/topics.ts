/** A topic of the bus and what its log must be able to carry. Architecture, "Messages are a public interface". */
export interface TopicSpec {
  readonly name: string;
  /** Fixed when the topic is created: the key decides the partition, so another count would break order per key. */
  readonly partitions: number;
  /** The largest record batch the log takes, in bytes (mechanics 1: the broker limits the batch, not the message). */
  readonly maxMessageBytes: number;
}

/** Partitions of every topic unless configured otherwise (mechanics 1). */
export const DEFAULT_PARTITIONS = 4;

/** Where consumers report what became of operations, keyed by bulk_uuid. */
export const OUTCOMES_TOPIC = 'sluice.outcomes';

/** Where goes what no consumer can parse, with reason and origin in its headers. */
export const DEAD_LETTERS_TOPIC = 'sluice.dead-letters';

/** The consumer group of the fold that turns outcomes into item states. */
export const FOLD_GROUP = 'sluice.status';

/** Operations topics start with this; one topic a consumer app. */
export const OPERATIONS_PREFIX = 'sluice.operations.';

/** The operations topic of a consumer app (`products` -> `sluice.operations.products`). */
export const operationsTopic = (consumer: string): string => `${OPERATIONS_PREFIX}${consumer}`;

/** The consumer group of a consumer app; adapters append the epoch of the log. */
export const consumerGroup = (consumer: string): string => `sluice.${consumer}`;

const MIB = 1024 * 1024;
/** Twice the item limit, so that a full batch with its record overhead still fits. */
const MAX_MESSAGE_BYTES = 2 * MIB;
/** A dead letter carries a whole foreign message and the headers that explain it. */
const MAX_DEAD_LETTER_BYTES = 3 * MIB;

/** All topics for the given consumer apps. */
export function allTopics(consumers: readonly string[], partitions = DEFAULT_PARTITIONS): TopicSpec[] {
  const operations = consumers.map((consumer) => ({
    name: operationsTopic(consumer),
    partitions,
    maxMessageBytes: MAX_MESSAGE_BYTES,
  }));
  return [
    ...operations,
    { name: OUTCOMES_TOPIC, partitions, maxMessageBytes: MAX_MESSAGE_BYTES },
    { name: DEAD_LETTERS_TOPIC, partitions, maxMessageBytes: MAX_DEAD_LETTER_BYTES },
  ];
}
