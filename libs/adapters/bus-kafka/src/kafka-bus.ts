import { randomUUID } from 'node:crypto';
import {
  PortError,
  type Clock,
  type Coordinator,
  type Logger,
  type MessageBus,
  type TopicOffsets,
} from '@sluice/ports';
import { settledWithin } from './bounded';
import { groupIdOf } from './group-id';
import { createKafkaClients } from './kafka-clients';
import { createPublisher, type Publisher } from './publisher';
import { createSubscriptions, type Subscriptions } from './subscriptions';
import { DEFAULT_TIMINGS, type KafkaTimings } from './timings';
import { createTopicAdmin, type TopicAdmin } from './topic-admin';
import { createTopicRegistry, type TopicRegistry } from './topic-registry';
import { watchLogs, type LogWatch } from './watch-logs';

/** What a Kafka bus needs. */
export interface KafkaBusOptions {
  /** `host:port` of the brokers to start with. */
  readonly brokers: readonly string[];
  /** Names this process in the broker's logs. */
  readonly clientId: string;
  /** Keeps the epochs of the logs and the lease under which topics are made. */
  readonly coordinator: Coordinator;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly timings?: Partial<KafkaTimings>;
  /** A consumer cannot go on in this process: end it, so that another one takes its partitions. */
  readonly onFatal: (error: Error) => void;
}

/** The parts of a bus, for the functions below. */
interface Parts {
  readonly timings: KafkaTimings;
  readonly admin: TopicAdmin;
  readonly registry: TopicRegistry;
  readonly publisher: Publisher;
  readonly subscriptions: Subscriptions;
  readonly watch: LogWatch;
  readonly closing: AbortController;
}

/**
 * The MessageBus port over Kafka (kafkajs behind it; decision 3 and mechanics 1, 2, 4 and 5). Connects with the
 * first call, so it resolves while the broker is down; close() ends within drainMs and three times disconnectMs.
 */
export function createKafkaBus(options: KafkaBusOptions): Promise<MessageBus> {
  const parts = assemble(options);
  const { registry, admin, publisher, subscriptions } = parts;
  const ifOpen = <T>(work: () => Promise<T>): Promise<T> =>
    parts.closing.signal.aborted ? Promise.reject(new PortError('closed', 'the bus is closed')) : work();
  let closed: Promise<void> | null = null;
  return Promise.resolve({
    ensureTopics: (topics) => ifOpen(() => registry.ensure(topics)),
    epochOf: (topic) => registry.epochOf(topic),
    publish: (topic, messages, publishOptions) => publisher.publish(topic, messages, publishOptions),
    subscribe: (subscription) => ifOpen(() => subscriptions.open(subscription)),
    endOffsets: (topic) => ifOpen(() => endOffsets(registry, admin, topic)),
    committedOffsets: (topic, group) => ifOpen(() => committedOffsets(registry, admin, { topic, group })),
    close: () => (closed ??= close(options.clock, parts)),
  });
}

function assemble(options: KafkaBusOptions): Parts {
  const { clock, coordinator } = options;
  const timings = { ...DEFAULT_TIMINGS, ...options.timings };
  const logger = options.logger.child({ bus: 'kafka' });
  const closing = new AbortController();
  const clients = createKafkaClients({ ...options, logger, timings });
  const admin = createTopicAdmin({ connect: () => clients.admin(), clock, timings });
  const owner = `${options.clientId}.${randomUUID()}`;
  const registry = createTopicRegistry({ admin, coordinator, clock, owner, closing: closing.signal });
  const subscriptions = createSubscriptions({
    ...options,
    clients,
    admin,
    registry,
    logger,
    timings,
    onForeignLog: (topic, epoch) => {
      watch.suspect(topic, epoch);
    },
  });
  const watch = watchLogs({
    admin,
    registry,
    subscriptions,
    clock,
    logger,
    timings,
    closing: closing.signal,
  });
  const publisher = createPublisher({ producer: clients.producer(), registry, clock, timings });
  return { timings, admin, registry, publisher, subscriptions, watch, closing };
}

async function endOffsets(registry: TopicRegistry, admin: TopicAdmin, topic: string): Promise<TopicOffsets> {
  const epoch = registry.epochOf(topic);
  const spans = await admin.spans(topic);
  return { epoch, offsets: spans.map(({ end }) => end) };
}

async function committedOffsets(
  registry: TopicRegistry,
  admin: TopicAdmin,
  { topic, group }: { readonly topic: string; readonly group: string },
): Promise<TopicOffsets> {
  const epoch = registry.epochOf(topic);
  const offsets = await admin.committed(topic, groupIdOf(group, epoch));
  return { epoch, offsets: offsets.map((offset) => Math.max(0, offset)) };
}

/** Handlers may publish while they finish, so the publisher closes after them. */
async function close(clock: Clock, { timings, closing, ...parts }: Parts): Promise<void> {
  const drainedBy = clock.now() + timings.drainMs;
  closing.abort();
  await parts.subscriptions.close();
  await parts.publisher.close(Math.max(0, drainedBy - clock.now()));
  await Promise.all([parts.admin.close(), settledWithin(clock, timings.disconnectMs, parts.watch.stopped)]);
}
