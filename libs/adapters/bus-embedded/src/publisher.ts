import { PortError, type Clock, type OutgoingMessage, type PublishOptions } from '@sluice/ports';
import { partitionOfKey } from './murmur2';
import { measureMessage, payloadBytes, type MeasuredMessage } from './record-codec';
import type { OpenTopic, TopicRegistry } from './topic-registry';

/** One publish call that waits for its transaction. */
interface WaitingCall {
  readonly byPartition: ReadonlyMap<number, readonly MeasuredMessage[]>;
  readonly bytes: number;
  readonly startBefore: number;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** What publishing needs. */
export interface PublisherTools {
  readonly registry: TopicRegistry;
  readonly clock: Clock;
  /** Told after every transaction. */
  readonly onAppended: (topic: string, partitions: readonly number[]) => void;
}

export interface Publisher {
  publish(topic: string, messages: readonly OutgoingMessage[], options?: PublishOptions): Promise<void>;
  /** Sends what waits, now. */
  flush(): void;
}

/** A transaction blocks its thread; calls beyond this wait for the next turn. */
const TRANSACTION_BYTES = 8 * 1024 * 1024;

/** Chooses partitions; messages without a key go round. */
function createPartitioner(): (message: MeasuredMessage, partitions: number) => number {
  let keyless = 0;
  return ({ key }, partitions) => (key === null ? keyless++ % partitions : partitionOfKey(key, partitions));
}

function measureAll(messages: readonly OutgoingMessage[], { name, maxMessageBytes }: OpenTopic['spec']) {
  return messages.map((message) => {
    const measured = measureMessage(message);
    const size = payloadBytes(measured);
    if (size <= maxMessageBytes) return measured;
    throw new PortError('too_large', `a message of ${String(size)} bytes is more than ${name} takes`);
  });
}

function listOf(byPartition: Map<number, MeasuredMessage[]>, partition: number): MeasuredMessage[] {
  const list = byPartition.get(partition) ?? [];
  if (list.length === 0) byPartition.set(partition, list);
  return list;
}

/** Takes the calls of one transaction off the queue. */
function takeCalls(queue: WaitingCall[]): WaitingCall[] {
  let bytes = 0;
  const beyond = queue.findIndex((call, index) => {
    bytes += call.bytes;
    return index > 0 && bytes > TRANSACTION_BYTES;
  });
  return queue.splice(0, beyond === -1 ? queue.length : beyond);
}

function mergeCalls(calls: readonly WaitingCall[]): WaitingCall['byPartition'] {
  const [only] = calls;
  if (only !== undefined && calls.length === 1) return only.byPartition;
  const merged = new Map<number, MeasuredMessage[]>();
  for (const { byPartition } of calls)
    for (const [partition, messages] of byPartition)
      for (const message of messages) listOf(merged, partition).push(message);
  return merged;
}

/** One transaction for all calls that wait and may still start. */
function send({ registry, clock, onAppended }: PublisherTools, topic: string, calls: WaitingCall[]): void {
  const now = clock.now();
  const late = calls.filter(({ startBefore }) => startBefore < now);
  const due = calls.filter(({ startBefore }) => startBefore >= now);
  for (const { reject } of late)
    reject(new PortError('deadline', `the time to publish to ${topic} has passed`));
  if (due.length === 0) return;
  try {
    const merged = mergeCalls(due);
    registry.getCurrent(topic).log.append(merged, now);
    for (const { resolve } of due) resolve();
    onAppended(topic, [...merged.keys()]);
  } catch (error) {
    for (const { reject } of due) reject(error);
  }
}

/** Group commit: calls of the same turn of the event loop share one transaction. */
export function createPublisher(tools: PublisherTools): Publisher {
  const queues = new Map<string, WaitingCall[]>();
  const partitionOf = createPartitioner();
  const flushTopic = (topic: string): void => {
    const queue = queues.get(topic) ?? [];
    if (queue.length > 0) send(tools, topic, takeCalls(queue));
    if (queue.length > 0) setImmediate(flushTopic, topic);
  };
  const enqueue = (topic: string, call: WaitingCall): void => {
    const queue = queues.get(topic) ?? [];
    queues.set(topic, queue);
    if (queue.push(call) === 1) setImmediate(flushTopic, topic);
  };
  const publish: Publisher['publish'] = async (topic, messages, { startBefore = Infinity } = {}) => {
    const { spec } = tools.registry.get(topic);
    const measured = measureAll(messages, spec);
    if (measured.length === 0) return;
    const byPartition = new Map<number, MeasuredMessage[]>();
    for (const message of measured) listOf(byPartition, partitionOf(message, spec.partitions)).push(message);
    const bytes = measured.reduce((sum, message) => sum + message.bytes, 0);
    await new Promise<void>((resolve, reject) => {
      enqueue(topic, { byPartition, bytes, startBefore, resolve, reject });
    });
  };
  return {
    publish,
    flush: () => {
      for (const [topic, queue] of queues) while (queue.length > 0) send(tools, topic, takeCalls(queue));
    },
  };
}
