import type { Clock, Logger } from '@sluice/ports';
import type { LogSpan, TopicAdmin } from './topic-admin';
import type { TopicRegistry } from './topic-registry';
import type { KafkaTimings } from './timings';

/** A group that reads a topic on this bus; its id ends in the epoch it reads. */
export interface WatchedGroup {
  readonly topic: string;
  readonly groupId: string;
  readonly epoch: number;
}

/** What the watch needs to know of the subscriptions, and tells them. */
export interface WatchedSubscriptions {
  /** The groups this bus reads in, in the present epochs. */
  groups(): readonly WatchedGroup[];
  /** Called after every look: the epochs may have changed. */
  follow(): void;
}

export interface WatchOptions {
  readonly admin: TopicAdmin;
  readonly registry: TopicRegistry;
  readonly subscriptions: WatchedSubscriptions;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly timings: KafkaTimings;
  readonly closing: AbortSignal;
}

/** Looks at logs and epochs every watchMs, and at once when asked. */
export interface LogWatch {
  /** A reader met a log that cannot be its own. */
  suspect(topic: string, epoch: number): void;
  /** Resolves when the watch has stopped; after closing was aborted. */
  readonly stopped: Promise<void>;
}

/** The ends seen last, and in which epoch: a log whose end went back is another log. */
type SeenEnds = Map<string, { readonly epoch: number; readonly ends: readonly number[] }>;

/** kafkajs commits this when it goes back to the beginning by itself. */
const RESET = -2;

/** Starts watching. Failures of a look are logged once, and the next look tries again (mechanics 5). */
export function watchLogs(options: WatchOptions): LogWatch {
  const { clock, closing, timings } = options;
  const seen: SeenEnds = new Map();
  const state = { failing: false, nap: new AbortController() };
  const suspects = new Map<string, number>();
  const lookOnce = async (): Promise<void> => {
    try {
      await look(options, seen, suspects);
      state.failing = false;
    } catch (error) {
      if (!state.failing && !closing.aborted)
        options.logger.warn({ err: error }, 'cannot look at the logs now');
      state.failing = true;
    }
    options.subscriptions.follow();
  };
  const isOpen = (): boolean => !closing.aborted;
  const run = async (): Promise<void> => {
    while (isOpen()) {
      state.nap = new AbortController();
      const wake = AbortSignal.any([closing, state.nap.signal]);
      if (suspects.size === 0) await clock.delay(timings.watchMs, wake);
      if (isOpen()) await lookOnce();
      if (state.failing) await clock.delay(timings.confirmMs, closing);
    }
  };
  return {
    suspect: (topic, epoch) => {
      suspects.set(topic, epoch);
      state.nap.abort();
    },
    stopped: run(),
  };
}

async function look(options: WatchOptions, seen: SeenEnds, suspects: Map<string, number>): Promise<void> {
  const { admin, registry } = options;
  await registry.refresh();
  for (const [topic, epoch] of suspects) {
    await registry.supersede(topic, epoch);
    suspects.delete(topic);
  }
  const counts = await admin.partitionCounts();
  const missing = registry.specs().filter(({ name }) => !counts.has(name));
  if (missing.length > 0) {
    options.logger.warn({ topics: missing.map(({ name }) => name) }, 'topics are gone, making them anew');
    await registry.ensure(missing);
  }
  for (const { name } of registry.specs()) {
    if (missing.every((spec) => spec.name !== name)) await lookAtTopic(options, name, seen);
  }
}

async function lookAtTopic(options: WatchOptions, topic: string, seen: SeenEnds): Promise<void> {
  const { admin, registry, clock, timings, closing, logger } = options;
  const epoch = registry.epochOf(topic);
  const strange = async (): Promise<boolean> => {
    // In this order: what is committed between the two questions would lie behind ends that were asked first.
    const committed = await committedByGroup(options, topic);
    const spans = await admin.spans(topic);
    const other = hasShrunk(spans, epoch, seen.get(topic)) || isBehind(spans, committed);
    if (!other) seen.set(topic, { epoch, ends: spans.map(({ end }) => end) });
    return other;
  };
  if (!(await strange())) return;
  // A broker that just came back may answer from before it knew everything.
  await clock.delay(timings.confirmMs, closing);
  if (closing.aborted || !(await strange())) return;
  logger.warn({ topic, epoch }, 'the log is not the one it was, taking the next epoch');
  await registry.supersede(topic, epoch);
}

function hasShrunk(
  spans: readonly LogSpan[],
  epoch: number,
  before: { readonly epoch: number; readonly ends: readonly number[] } | undefined,
): boolean {
  if (before?.epoch !== epoch) return false;
  return spans.some(({ end }, partition) => end < (before.ends[partition] ?? 0));
}

/** What the groups of ours that read this log have committed, by partition. */
async function committedByGroup(options: WatchOptions, topic: string): Promise<readonly number[][]> {
  const epoch = options.registry.epochOf(topic);
  const groups = options.subscriptions
    .groups()
    .filter((group) => group.topic === topic && group.epoch === epoch);
  return Promise.all(groups.map(({ groupId }) => options.admin.committed(topic, groupId)));
}

/** Whether a group of ours has committed what this log does not have. */
const isBehind = (spans: readonly LogSpan[], committed: readonly number[][]): boolean =>
  committed.some((offsets) =>
    spans.some(({ start, end }, partition) => {
      const offset = offsets[partition] ?? -1;
      return offset > end || (offset === RESET && start === 0);
    }),
  );
