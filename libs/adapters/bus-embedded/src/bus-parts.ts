import type { Clock, Coordinator, Logger } from '@sluice/ports';
import { openGroupStore, type GroupStore } from './group-store';
import { createPublisher, type Publisher } from './publisher';
import type { SessionTools } from './session';
import type { ManagedSubscription } from './subscriptions';
import { startTicker, type Chore } from './ticker';
import { DEFAULT_TIMINGS, type BusTimings } from './timings';
import { createTopicRegistry, type TopicRegistry } from './topic-registry';
import { trimTopic } from './trim-topics';
import { openWakeChannel, type Wake } from './wake-channel';

/** What an embedded bus is made of. */
export interface EmbeddedBusOptions {
  /** Where the logs live; made when missing. All buses on one directory are one bus. */
  readonly directory: string;
  readonly coordinator: Coordinator;
  readonly clock: Clock;
  readonly logger: Logger;
  /** What differs from the defaults (`BusTimings`). */
  readonly timings?: Partial<BusTimings>;
  /**
   * True only for the first bus of a process that holds the directory's lock: the claims that a killed process left
   * are cleared at once instead of when they expire.
   */
  readonly exclusive?: boolean;
}

/** What a bus is put together from. */
export interface BusParts {
  readonly groups: GroupStore;
  readonly registry: TopicRegistry;
  readonly publisher: Publisher;
  readonly subscriptions: Set<ManagedSubscription>;
  readonly sessionTools: SessionTools;
  /** Ends ticker, channel and connections. */
  readonly disconnect: () => void;
}

type Watched = Pick<BusParts, 'groups' | 'registry' | 'subscriptions'>;

const of = (subscriptions: Iterable<ManagedSubscription>, topic: string): ManagedSubscription[] =>
  [...subscriptions].filter((subscription) => subscription.topic === topic);

/** What other processes did is seen here, at every tick. */
function poll({ registry, subscriptions }: Watched): void {
  for (const { log } of registry.all())
    if (log.changed()) for (const subscription of of(subscriptions, log.topic)) subscription.wake();
  for (const subscription of subscriptions) subscription.step();
}

async function trimAll({ registry, groups }: Watched, storedBefore: number): Promise<void> {
  for (const { log } of registry.all()) await trimTopic(log, groups, storedBefore);
}

const choresOf = (watched: Watched, timings: BusTimings, clock: Clock): Chore[] => [
  {
    name: 'poll',
    everyMs: 0,
    work: () => {
      poll(watched);
    },
  },
  { name: 'watch', everyMs: timings.watchMs, work: () => watched.registry.watch() },
  {
    name: 'trim',
    everyMs: timings.trimMs,
    work: () => trimAll(watched, clock.now() - timings.retentionMs),
  },
];

/** Passes wakes on to subscriptions; one that fails is made up for at the next tick. */
function createWaker(subscriptions: Iterable<ManagedSubscription>, logger: Logger): (wake: Wake) => void {
  return (wake) => {
    try {
      if (wake.kind === 'membership') for (const subscription of subscriptions) subscription.step();
      else for (const subscription of of(subscriptions, wake.topic)) subscription.wake(wake.partitions);
    } catch (error) {
      logger.debug({ err: error }, 'a wake was missed; the next tick will do it');
    }
  };
}

/** Opens the files of a directory and starts looking after them. */
export function assembleBus(options: EmbeddedBusOptions): BusParts {
  const { directory, clock, logger } = options;
  const timings: BusTimings = { ...DEFAULT_TIMINGS, ...options.timings };
  const groups = openGroupStore(directory);
  if (options.exclusive === true) groups.clearClaims();
  const subscriptions = new Set<ManagedSubscription>();
  const wake = createWaker(subscriptions, logger);
  const channel = openWakeChannel(directory, wake);
  const registry = createTopicRegistry({ ...options, groups }, (log) => {
    for (const subscription of of(subscriptions, log.topic)) subscription.moveTo(log);
  });
  const onAppended = (topic: string, partitions: readonly number[]): void => {
    wake({ kind: 'appended', topic, partitions });
    channel.tell({ kind: 'appended', topic, partitions });
  };
  const announce = (): void => {
    channel.tell({ kind: 'membership' });
  };
  const chores = choresOf({ groups, registry, subscriptions }, timings, clock);
  const stopTicker = startTicker({ tickMs: timings.pollMs, clock, logger, chores });
  const disconnect = (): void => {
    stopTicker();
    channel.close();
    registry.close();
    groups.close();
  };
  const publisher = createPublisher({ registry, clock, onAppended });
  const sessionTools = { groups, clock, timings, logger, announce };
  return { groups, registry, publisher, subscriptions, sessionTools, disconnect };
}
