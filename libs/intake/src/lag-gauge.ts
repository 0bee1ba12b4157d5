import type { Clock, MessageBus } from '@sluice/ports';
import { addReading, lagAgeMs, NO_SAMPLES, type LagSamples } from './lag-samples';

/** What a gauge looks at. */
export interface LagGaugeOptions {
  readonly bus: Pick<MessageBus, 'endOffsets' | 'committedOffsets'>;
  readonly clock: Clock;
  /** Operations topics and the group that applies each. */
  readonly topics: readonly { readonly topic: string; readonly group: string }[];
}

/** Knows how far consumers are behind, topic by topic. */
export interface LagGauge {
  /**
   * The age in milliseconds of the oldest operation in the topic that no consumer has applied yet, 0 where there is
   * none and for a topic that is not watched. A lower bound: too low by the time between two looks, and counted from
   * the first look of this process. A bus that fails leaves the age as last known. Never rejects.
   */
  ageMs(topic: string): Promise<number>;
}

/** A topic is looked at this often while somebody asks for its age; nothing happens while nobody does. */
const LOOK_EVERY_MS = 1_000;
/** What is known is good for this long; after a pause the first who ask wait for a new look. */
const STALE_AFTER_MS = 5_000;
/** They wait no longer than this: a slow bus must not cost more than it is worth. */
const MAX_WAIT_MS = 500;

/** One topic under observation. */
interface Watch {
  readonly topic: string;
  readonly group: string;
  samples: LagSamples;
  ageMs: number;
  lookedAt: number;
  knownAt: number;
  looking: boolean;
  /** Resolves when the look that is under way is over, or has taken too long. */
  look: Promise<void>;
}

const watchOf = ({ topic, group }: { readonly topic: string; readonly group: string }): Watch => ({
  topic,
  group,
  samples: NO_SAMPLES,
  ageMs: 0,
  lookedAt: -Infinity,
  knownAt: -Infinity,
  looking: false,
  look: Promise.resolve(),
});

async function lookAt(watch: Watch, { bus, clock }: LagGaugeOptions): Promise<void> {
  const { topic, group } = watch;
  watch.looking = true;
  watch.lookedAt = clock.now();
  try {
    const [committed, ends] = await Promise.all([bus.committedOffsets(topic, group), bus.endOffsets(topic)]);
    const at = clock.now();
    watch.samples = addReading(watch.samples, { at, ends, committed });
    watch.ageMs = lagAgeMs(watch.samples, at);
    watch.knownAt = at;
  } catch {
    // The age stays as it was: that the bus does not answer is told by /readyz and by the publish that follows.
  } finally {
    watch.looking = false;
  }
}

async function atMost(clock: Clock, ms: number, work: Promise<void>): Promise<void> {
  const timer = new AbortController();
  await Promise.race([work, clock.delay(ms, timer.signal)]);
  timer.abort();
}

/** A gauge over the ends and the committed positions of the bus. It looks when it is asked, so it needs no closing. */
export function createLagGauge(options: LagGaugeOptions): LagGauge {
  const { clock } = options;
  const watches = new Map(options.topics.map((topic) => [topic.topic, watchOf(topic)]));
  return {
    ageMs: async (topic) => {
      const watch = watches.get(topic);
      if (watch === undefined) return 0;
      const now = clock.now();
      // The distance, not the difference: a clock that was set back must not stop the looking.
      if (!watch.looking && Math.abs(now - watch.lookedAt) >= LOOK_EVERY_MS) {
        watch.look = atMost(clock, MAX_WAIT_MS, lookAt(watch, options));
      }
      if (Math.abs(now - watch.knownAt) >= STALE_AFTER_MS) await watch.look;
      return watch.ageMs;
    },
  };
}
