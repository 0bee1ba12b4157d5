import { PortError, type Clock, type OutgoingMessage, type PublishOptions } from '@sluice/ports';
import type { TopicSpec } from '@sluice/schemas';
import { Partitioners, type PartitionMetadata, type Producer, type TopicMessages } from 'kafkajs';
import { settledWithin } from './bounded';
import { toPortError } from './map-error';
import { createPublishCall } from './publish-call';
import { BATCH_OVERHEAD, recordBytes } from './record-bytes';
import { createSendLoop, type CallRecord } from './send-loop';
import type { KafkaTimings } from './timings';
import type { TopicRegistry } from './topic-registry';

/** Waiting for every replica in sync: what a 202 stands for is durable (decision 3). */
const ACKS_ALL = -1;

export interface PublisherOptions {
  readonly producer: Producer;
  /** Knows what ensureTopics was told of a topic. */
  readonly registry: Pick<TopicRegistry, 'specOf'>;
  readonly clock: Clock;
  readonly timings: KafkaTimings;
}

/** The publishing half of the bus. */
export interface Publisher {
  publish(topic: string, messages: readonly OutgoingMessage[], options?: PublishOptions): Promise<void>;
  /** Refuses new calls, waits that long for the open ones, fails what is left, disconnects. */
  close(waitMs: number): Promise<void>;
}

/** Publishes through one kafkajs producer, one send in flight (see SendLoop). Connects with the first send. */
export function createPublisher({ producer, registry, clock, timings }: PublisherOptions): Publisher {
  const state = { closed: false, connected: false };
  const send = async (records: readonly CallRecord[]): Promise<void> => {
    try {
      if (!state.connected) await producer.connect();
      state.connected = true;
      await producer.sendBatch({ acks: ACKS_ALL, topicMessages: toTopicMessages(records) });
    } catch (error) {
      throw toPortError(error, 'publish');
    }
  };
  const loop = createSendLoop({ send, clock });
  const partition = createPartitioner();
  return {
    publish: async (topic, messages, options) => {
      if (state.closed) throw new PortError('closed', 'publish: the bus is closed');
      const spec = registry.specOf(topic);
      const startBefore = options?.startBefore ?? clock.now() + timings.publishMs;
      const sizes = messages.map((message) => checkedBytes(spec, message));
      if (startBefore <= clock.now()) throw new PortError('deadline', 'publish: startBefore has passed');
      const call = createPublishCall(messages.length, startBefore);
      const toRecord = (message: OutgoingMessage, index: number): CallRecord => ({
        call,
        topic,
        message,
        partition: partition(spec, message),
        bytes: sizes[index] ?? 0,
      });
      if (messages.length > 0) loop.add(call, messages.map(toRecord));
      await call.done;
    },
    close: async (waitMs) => {
      state.closed = true;
      await settledWithin(clock, waitMs, loop.idle());
      loop.abandon();
      await settledWithin(clock, timings.disconnectMs, producer.disconnect());
    },
  };
}

function checkedBytes(spec: TopicSpec, message: OutgoingMessage): number {
  const bytes = recordBytes(message);
  if (bytes + BATCH_OVERHEAD <= spec.maxMessageBytes) return bytes;
  const limit = String(spec.maxMessageBytes);
  throw new PortError(
    'too_large',
    `publish: a message of ${String(bytes)} bytes; ${spec.name} takes ${limit}`,
  );
}

/** Java's own choice of partition, by the partition count that ensureTopics made sure of. */
function createPartitioner(): (spec: TopicSpec, message: OutgoingMessage) => number {
  const choose = Partitioners.DefaultPartitioner();
  const metadata = new Map<number, PartitionMetadata[]>();
  return ({ name: topic, partitions }, { key }) => {
    const partitionMetadata = metadata.get(partitions) ?? partitionsOf(partitions);
    metadata.set(partitions, partitionMetadata);
    return choose({ topic, partitionMetadata, message: { key, value: null } });
  };
}

const partitionsOf = (count: number): PartitionMetadata[] =>
  Array.from({ length: count }, (_, partitionId) => ({
    partitionId,
    partitionErrorCode: 0,
    leader: 0,
    replicas: [],
    isr: [],
  }));

function toTopicMessages(records: readonly CallRecord[]): TopicMessages[] {
  const byTopic = new Map<string, TopicMessages['messages']>();
  for (const { topic, partition, message } of records) {
    const messages = byTopic.get(topic) ?? [];
    if (messages.length === 0) byTopic.set(topic, messages);
    messages.push({ partition, key: message.key, value: message.value, headers: message.headers });
  }
  return [...byTopic].map(([topic, messages]) => ({ topic, messages }));
}
