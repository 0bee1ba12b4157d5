import { randomUUID } from 'node:crypto';
import { mergeBatches, type Logger, type Ports } from '@sluice/ports';
import { FOLD_GROUP, OUTCOMES_TOPIC, consumerGroup, consumers, operationsTopic } from '@sluice/schemas';
import { createEventFold } from './fold-events';
import { createSettlement } from './settlement';

/** What the status app runs on. */
export interface TrackingOptions {
  readonly ports: Pick<Ports, 'bus' | 'bulks' | 'coordinator' | 'clock' | 'logger'>;
  /** How long after the last possible send a bulk is left alone before it is settled; default 60,000. */
  readonly settleAfterMs?: number;
}

/** A running fold and settlement. */
export interface Tracking {
  /** Finishes what is in flight and stops. Idempotent. */
  close(): Promise<void>;
}

const FOLD_BATCH = 500;
const STEP_EVERY_MS = 2_000;
/** A holder that hangs longer may come to settle beside the next one: every write is guarded, so nothing is lost. */
const LEASE_MS = 10_000;
const LEASE = 'settlement';
/** How long closing waits for a step that is under way. */
const CLOSE_MS = 2_000;

interface Repeat {
  readonly step: () => Promise<void>;
  readonly clock: TrackingOptions['ports']['clock'];
  readonly logger: Logger;
  readonly signal: AbortSignal;
}

/** Calls `step` every now and then until aborted; an outage is met by the next call. */
async function repeat({ step, clock, logger, signal }: Repeat): Promise<void> {
  while (!signal.aborted) {
    try {
      await step();
    } catch (err) {
      logger.warn({ err }, 'settlement step failed; it is tried again');
    }
    await clock.delay(STEP_EVERY_MS, signal);
  }
}

/**
 * Folds outcomes into item states and settles what nobody can speak for. Any number of instances may run: the bus
 * shares the fold out among them, a lease picks the one that settles.
 */
export async function startTracking({ ports, settleAfterMs }: TrackingOptions): Promise<Tracking> {
  const { bus, bulks, coordinator, clock, logger } = ports;
  const owner = randomUUID();
  const stop = new AbortController();
  const settlement = createSettlement({
    bulks,
    bus,
    clock,
    logger,
    topics: consumers.map((name) => ({ topic: operationsTopic(name), group: consumerGroup(name) })),
    ...(settleAfterMs === undefined ? {} : { settleAfterMs }),
  });
  const fold = await bus.subscribe({
    topic: OUTCOMES_TOPIC,
    group: FOLD_GROUP,
    maxBatch: FOLD_BATCH,
    handler: mergeBatches({
      process: createEventFold({ bulks, bus, clock, logger }),
      maxMessages: FOLD_BATCH,
    }),
  });
  const step = async (): Promise<void> => {
    if (await coordinator.acquireLease(LEASE, owner, LEASE_MS)) await settlement.step();
    else settlement.reset();
  };
  const settling = repeat({ step, clock, logger, signal: stop.signal });
  const giveUpLease = async (): Promise<void> => {
    await settling;
    await coordinator.releaseLease(LEASE, owner).catch(() => undefined);
  };
  return {
    close: async () => {
      stop.abort();
      // A store that is away must not hold the process up; an unreleased lease expires by itself.
      await Promise.all([fold.close(), Promise.race([giveUpLease(), clock.delay(CLOSE_MS)])]);
    },
  };
}
