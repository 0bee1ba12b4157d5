import { PortError, type Clock, type Coordinator } from '@sluice/ports';
import type { TopicSpec } from '@sluice/schemas';
import type { TopicAdmin } from './topic-admin';

const LEASE = 'bus-kafka.topics';
const LEASE_MS = 30_000;
const POLL_MS = 50;
const SERVED_WAIT_MS = 5_000;
const LEASE_WAIT_MS = 20_000;

export interface TopicRegistryOptions {
  readonly admin: TopicAdmin;
  readonly coordinator: Coordinator;
  readonly clock: Clock;
  /** Names this bus among all that share the coordinator. */
  readonly owner: string;
  /** Ends waiting for the lease. */
  readonly closing: AbortSignal;
}

/** Which topics this bus works with, and the epoch of each one's log. */
export interface TopicRegistry {
  /** Makes what is missing, under a lease, and learns the epochs (mechanics 2). */
  ensure(specs: readonly TopicSpec[]): Promise<void>;
  /** Every topic ever ensured. */
  specs(): TopicSpec[];
  specOf(topic: string): TopicSpec;
  epochOf(topic: string): number;
  /** Looks up the epochs that others may have taken. */
  refresh(): Promise<void>;
  /** The topic's log turned out to be another one than that of `from`: takes the next epoch, unless somebody did. */
  supersede(topic: string, from: number): Promise<void>;
}

/** See TopicRegistry. */
export function createTopicRegistry(options: TopicRegistryOptions): TopicRegistry {
  const { coordinator } = options;
  const known = new Map<string, TopicSpec>();
  const epochs = new Map<string, number>();
  const epochOf = (topic: string): number => {
    const epoch = epochs.get(topic);
    if (epoch === undefined) throw unknownTopic(topic);
    return epoch;
  };
  return {
    ensure: async (specs) => {
      for (const [topic, epoch] of await ensureAll(options, specs)) epochs.set(topic, epoch);
      for (const spec of specs) known.set(spec.name, spec);
    },
    specs: () => [...known.values()],
    specOf: (topic) => {
      const spec = known.get(topic);
      if (spec === undefined) throw unknownTopic(topic);
      return spec;
    },
    epochOf,
    refresh: async () => {
      for (const [topic, epoch] of await coordinator.epochs()) {
        if (epoch > (epochs.get(topic) ?? Infinity)) epochs.set(topic, epoch);
      }
    },
    supersede: async (topic, from) => {
      epochs.set(topic, await coordinator.advanceEpoch(topic, from));
    },
  };
}

const unknownTopic = (topic: string): PortError =>
  new PortError('misconfigured', `topic ${topic} is not known: ensureTopics comes first`);

/** The epochs of these topics once all of them exist. Takes the lease only if something is missing. */
async function ensureAll(
  options: TopicRegistryOptions,
  specs: readonly TopicSpec[],
): Promise<Map<string, number>> {
  const settled = await look(options, specs);
  if (settled.size === specs.length) return settled;
  return underLease(options, async () => {
    const now = await look(options, specs);
    for (const spec of specs) {
      if (!now.has(spec.name)) now.set(spec.name, await establish(options, spec));
    }
    return now;
  });
}

/** The topics that exist, are shaped as they should be, and have an epoch. */
async function look(
  options: TopicRegistryOptions,
  specs: readonly TopicSpec[],
): Promise<Map<string, number>> {
  const [counts, epochs] = await Promise.all([options.admin.partitionCounts(), options.coordinator.epochs()]);
  const found = new Map<string, number>();
  for (const spec of specs) {
    const count = counts.get(spec.name);
    if (count === undefined) continue;
    checkPartitions(spec, count);
    const epoch = epochs.get(spec.name);
    if (epoch !== undefined) found.set(spec.name, epoch);
  }
  return found;
}

function checkPartitions(spec: TopicSpec, count: number): void {
  if (count === spec.partitions) return;
  throw new PortError(
    'misconfigured',
    `topic ${spec.name} has ${String(count)} partitions, configured are ${String(spec.partitions)}: ` +
      `configure ${String(count)}, or let all consumers finish, delete the topic, and start again. ` +
      'The count decides the partition of a key, so it cannot change while the log holds messages.',
  );
}

/** A log that is missing gets the next epoch before it exists: nobody may read it under the old one. */
async function establish(options: TopicRegistryOptions, spec: TopicSpec): Promise<number> {
  const { admin, coordinator } = options;
  const epoch = (await coordinator.epochs()).get(spec.name) ?? 0;
  if (await admin.isTaken(spec)) return epoch > 0 ? epoch : coordinator.advanceEpoch(spec.name, 0);
  const next = await coordinator.advanceEpoch(spec.name, epoch);
  await admin.create(spec);
  await untilServed(options, spec);
  return next;
}

/** The controller knows the topic; the brokers, whom everybody asks, learn of it and of its leaders a little later. */
async function untilServed(
  { admin, clock, closing }: TopicRegistryOptions,
  { name }: TopicSpec,
): Promise<void> {
  const giveUpAt = clock.now() + SERVED_WAIT_MS;
  const served = async (): Promise<boolean> => {
    if (!(await admin.partitionCounts()).has(name)) return false;
    return admin.spans(name).then(
      () => true,
      () => false,
    );
  };
  while (!(await served()) && clock.now() < giveUpAt && !closing.aborted) await clock.delay(POLL_MS, closing);
}

async function underLease<T>(options: TopicRegistryOptions, work: () => Promise<T>): Promise<T> {
  const { coordinator, clock, owner, closing } = options;
  const giveUpAt = clock.now() + LEASE_WAIT_MS;
  while (!(await coordinator.acquireLease(LEASE, owner, LEASE_MS))) {
    if (closing.aborted) throw new PortError('closed', 'ensureTopics: the bus is closed');
    if (clock.now() > giveUpAt) throw new PortError('unavailable', 'ensureTopics: the lease stays taken');
    await clock.delay(POLL_MS, closing);
  }
  try {
    return await work();
  } finally {
    await coordinator.releaseLease(LEASE, owner);
  }
}
