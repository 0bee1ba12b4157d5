import type { Clock, Logger, SubscribeOptions, Subscription } from '@sluice/ports';
import { openGroupReader, type GroupReader, type GroupReaderOptions } from './group-reader';
import { groupIdOf } from './group-id';
import type { KafkaClients } from './kafka-clients';
import { openKafkaSubscription, type KafkaSubscription } from './kafka-subscription';
import type { KafkaTimings } from './timings';
import type { TopicAdmin } from './topic-admin';
import type { TopicRegistry } from './topic-registry';
import type { WatchedSubscriptions } from './watch-logs';

export interface SubscriptionsOptions {
  readonly clients: KafkaClients;
  readonly admin: TopicAdmin;
  readonly registry: TopicRegistry;
  readonly onForeignLog: (topic: string, epoch: number) => void;
  readonly onFatal: (error: Error) => void;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly timings: KafkaTimings;
}

/** All subscriptions of one bus. */
export interface Subscriptions extends WatchedSubscriptions {
  open(subscription: SubscribeOptions): Promise<Subscription>;
  close(): Promise<void>;
}

/** None yet. */
export function createSubscriptions(options: SubscriptionsOptions): Subscriptions {
  const { registry } = options;
  const open = new Map<KafkaSubscription, SubscribeOptions>();
  return {
    open: async (subscribe) => {
      const reader = (epoch: number, onLost: () => void): Promise<GroupReader> =>
        openReader({ ...options, onLost }, subscribe, epoch);
      const inner = await openKafkaSubscription(
        { ...options, open: reader },
        registry.epochOf(subscribe.topic),
      );
      open.set(inner, subscribe);
      return { close: () => inner.close().finally(() => open.delete(inner)) };
    },
    groups: () =>
      [...open.values()].map(({ topic, group }) => {
        const epoch = registry.epochOf(topic);
        return { topic, epoch, groupId: groupIdOf(group, epoch) };
      }),
    follow: () => {
      for (const [subscription, { topic }] of open) subscription.follow(registry.epochOf(topic));
    },
    close: async () => {
      await Promise.all([...open.keys()].map((subscription) => subscription.close()));
    },
  };
}

function openReader(
  options: SubscriptionsOptions & Pick<GroupReaderOptions, 'onLost'>,
  subscription: SubscribeOptions,
  epoch: number,
): Promise<GroupReader> {
  const { clients, admin, registry } = options;
  const { topic, group } = subscription;
  const groupId = groupIdOf(group, epoch);
  return openGroupReader({
    ...options,
    member: (mayRestart) => clients.consumer(groupId, mayRestart),
    subscription,
    epoch,
    partitions: registry.specOf(topic).partitions,
    committed: () => admin.committed(topic, groupId),
    onForeignLog: () => {
      options.onForeignLog(topic, epoch);
    },
  });
}
