import { mkdirSync } from 'node:fs';
import { PortError, type MessageBus, type SubscribeOptions, type Subscription } from '@sluice/ports';
import { assembleBus, type BusParts, type EmbeddedBusOptions } from './bus-parts';
import { startSubscription } from './subscriptions';

/** A bus and, for tests of crashes, its sudden end. */
export interface OpenedBus {
  readonly bus: MessageBus;
  /** Ends without waiting, committing or leaving, as SIGKILL would. */
  abandon(): void;
}

function subscribe(parts: BusParts, options: SubscribeOptions): Subscription {
  const { registry, subscriptions, sessionTools } = parts;
  const subscription = startSubscription(options, registry.getCurrent(options.topic).log, sessionTools);
  subscriptions.add(subscription);
  return {
    close: async () => {
      await subscription.close();
      subscriptions.delete(subscription);
    },
  };
}

async function closeAll({ publisher, subscriptions, disconnect }: BusParts): Promise<void> {
  publisher.flush();
  await Promise.all([...subscriptions].map((subscription) => subscription.close()));
  // Handlers that just ended may have published.
  publisher.flush();
  disconnect();
}

const committed = ({ groups, registry }: BusParts, topic: string, group: string) => {
  const { log } = registry.get(topic);
  const offsets = groups.committed({ topic, epoch: log.epoch, group });
  return {
    epoch: log.epoch,
    offsets: Array.from({ length: log.partitions }, (_, partition) => offsets.get(partition) ?? 0),
  };
};

function endOffsets({ registry }: BusParts, topic: string) {
  const { log } = registry.getCurrent(topic);
  return { epoch: log.epoch, offsets: log.ends() };
}

/** As `createEmbeddedBus`, with a way to end the bus as a crash would. */
export function openEmbeddedBus(options: EmbeddedBusOptions): OpenedBus {
  mkdirSync(options.directory, { recursive: true });
  const parts = assembleBus(options);
  let closing: Promise<void> | null = null;
  const whileOpen = async <T>(work: () => T | Promise<T>): Promise<T> => {
    if (closing !== null) throw new PortError('closed', 'the bus is closed');
    return work();
  };
  const bus: MessageBus = {
    ensureTopics: (topics) => whileOpen(() => parts.registry.ensure(topics)),
    epochOf: (topic) => parts.registry.get(topic).log.epoch,
    publish: (topic, messages, publishOptions) =>
      whileOpen(() => parts.publisher.publish(topic, messages, publishOptions)),
    subscribe: (subscribeOptions) => whileOpen(() => subscribe(parts, subscribeOptions)),
    endOffsets: (topic) => whileOpen(() => endOffsets(parts, topic)),
    committedOffsets: (topic, group) => whileOpen(() => committed(parts, topic, group)),
    close: () => (closing ??= closeAll(parts)),
  };
  const abandon = (): void => {
    closing = Promise.resolve();
    for (const subscription of parts.subscriptions) subscription.abandon();
    parts.disconnect();
  };
  return { bus, abandon };
}

/**
 * A durable, partitioned log on SQLite that behaves like Kafka where a caller can tell (decision 2). Instances share
 * only the directory: in one thread, in worker threads or in other processes; each has connections of its own.
 * SQLite blocks the thread that calls: appends, reads (about 4 MiB at a time) and commits.
 */
export function createEmbeddedBus(options: EmbeddedBusOptions): Promise<MessageBus> {
  return new Promise((resolve) => {
    resolve(openEmbeddedBus(options).bus);
  });
}
