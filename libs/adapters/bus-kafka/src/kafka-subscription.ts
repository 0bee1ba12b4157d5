import type { Clock, Logger, Subscription } from '@sluice/ports';
import { settledWithin } from './bounded';
import type { GroupReader } from './group-reader';
import type { KafkaTimings } from './timings';

export interface KafkaSubscriptionOptions {
  /** Opens a reader on the log of that epoch. */
  readonly open: (epoch: number) => Promise<GroupReader>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly timings: KafkaTimings;
}

/** A subscription that outlives the logs of its topic. */
export interface KafkaSubscription extends Subscription {
  /** Leaves the old log and reads the log of that epoch, if it is not that one already; tries until it works. */
  follow(epoch: number): void;
}

const RETRY_MS = 500;

interface SubscriptionState {
  epoch: number;
  reader: GroupReader | null;
  moving: Promise<void>;
}

/** Opens the first reader; rejects when that does not work. */
export async function openKafkaSubscription(
  options: KafkaSubscriptionOptions,
  epoch: number,
): Promise<KafkaSubscription> {
  const closing = new AbortController();
  const state: SubscriptionState = { epoch, reader: await options.open(epoch), moving: Promise.resolve() };
  let closed: Promise<void> | null = null;
  return {
    follow: (next) => {
      if (next === state.epoch || closing.signal.aborted) return;
      state.epoch = next;
      state.moving = state.moving.then(() => move(options, state, closing.signal));
    },
    close: () => {
      closing.abort();
      closed ??= close(options, state);
      return closed;
    },
  };
}

async function close({ clock, timings }: KafkaSubscriptionOptions, state: SubscriptionState): Promise<void> {
  const closeReader = async (): Promise<void> => {
    await state.moving;
    await state.reader?.close();
  };
  await settledWithin(clock, timings.drainMs + timings.disconnectMs, closeReader());
}

/** Closes the present reader and opens one on the epoch that is in force by then. */
async function move(
  { open, clock, logger }: KafkaSubscriptionOptions,
  state: SubscriptionState,
  closing: AbortSignal,
): Promise<void> {
  await state.reader?.close();
  state.reader = null;
  while (!closing.aborted && state.reader === null) {
    try {
      state.reader = await open(state.epoch);
    } catch (error) {
      logger.warn({ err: error, epoch: state.epoch }, 'subscribing anew failed, trying again');
      await clock.delay(RETRY_MS, closing);
    }
  }
}
