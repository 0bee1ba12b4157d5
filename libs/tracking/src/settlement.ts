import type { BulkStore, Clock, Logger, MessageBus, TopicOffsets } from '@sluice/ports';
import { FOLD_GROUP, OUTCOMES_TOPIC } from '@sluice/schemas';
import { dueBulks, type Due } from './due-bulks';
import { settleBulk } from './settle-bulk';

/** What settling needs. */
export interface SettlementDeps {
  readonly bulks: BulkStore;
  readonly bus: Pick<MessageBus, 'epochOf' | 'endOffsets' | 'committedOffsets'>;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Operations topics and the group that consumes each. */
  readonly topics: readonly { readonly topic: string; readonly group: string }[];
  /** How long after the last possible send a bulk is left alone; default 60,000. */
  readonly settleAfterMs?: number;
}

/** Where one topic's observation stands; kept in memory, for a new holder of the lease may start over. */
type Observation =
  | { readonly stage: 'operations'; readonly before: number; readonly ends: TopicOffsets }
  | {
      readonly stage: 'outcomes';
      readonly before: number;
      readonly epoch: number;
      readonly ends: TopicOffsets;
    };

const hasPassed = (committed: TopicOffsets, ends: TopicOffsets): boolean =>
  committed.epoch === ends.epoch &&
  ends.offsets.every((end, partition) => (committed.offsets[partition] ?? 0) >= end);

interface Watched {
  readonly topic: string;
  readonly group: string;
}

/** Begins to watch a topic if one of its bulks is due. */
async function begin(deps: SettlementDeps, { topic }: Watched): Promise<Observation | undefined> {
  const { bulks, bus, clock, settleAfterMs = 60_000 } = deps;
  const before = clock.now() - settleAfterMs;
  const first = await dueBulks(bulks, clock, { topic, epoch: bus.epochOf(topic), before }).next();
  if (first.done === true) return undefined;
  return { stage: 'operations', before, ends: await bus.endOffsets(topic) };
}

async function settleAll({ bulks, clock, logger }: SettlementDeps, due: Due): Promise<void> {
  for await (const summary of dueBulks(bulks, clock, due)) {
    const items = await settleBulk(bulks, summary, { now: clock.now(), epoch: due.epoch });
    if (items > 0) logger.warn({ bulk_uuid: summary.header.bulkUuid, items }, 'settled as failed');
  }
}

/** The observation after one more look; undefined where it is over, or has to start anew because a log changed. */
async function advance(
  deps: SettlementDeps,
  watched: Watched,
  seen: Observation,
): Promise<Observation | undefined> {
  const { bus } = deps;
  const { topic, group } = watched;
  if (seen.stage === 'operations') {
    if (seen.ends.epoch !== bus.epochOf(topic)) return undefined;
    if (!hasPassed(await bus.committedOffsets(topic, group), seen.ends)) return seen;
    const ends = await bus.endOffsets(OUTCOMES_TOPIC);
    return { stage: 'outcomes', before: seen.before, epoch: seen.ends.epoch, ends };
  }
  if (seen.ends.epoch !== bus.epochOf(OUTCOMES_TOPIC)) return undefined;
  if (!hasPassed(await bus.committedOffsets(OUTCOMES_TOPIC, FOLD_GROUP), seen.ends)) return seen;
  await settleAll(deps, { topic, epoch: seen.epoch, before: seen.before });
  return undefined;
}

/**
 * Finds out which open items were never published, or were lost with their log, and fails them (mechanics 3). An
 * error in the gateway is never proof that nothing happened, so the order of proof is: note where the operations
 * topic ends; wait until its consumers have committed past that; note where the outcome topic ends; wait until the
 * fold has committed past that; whatever is still open then has no message that could still speak for it.
 */
export function createSettlement(deps: SettlementDeps) {
  const observations = new Map<string, Observation>();
  return {
    /** One look at every topic, to be taken now and then by whoever holds the lease. */
    step: async (): Promise<void> => {
      for (const watched of deps.topics) {
        const seen = observations.get(watched.topic);
        const next = seen === undefined ? await begin(deps, watched) : await advance(deps, watched, seen);
        if (next === undefined) observations.delete(watched.topic);
        else observations.set(watched.topic, next);
      }
    },
    /** Forgets what was noted: another process may have gone on meanwhile. */
    reset: (): void => {
      observations.clear();
    },
  };
}
