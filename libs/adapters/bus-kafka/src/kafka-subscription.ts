import type { Clock, Logger, Subscription } from '@sluice/ports';
import { settledWithin } from './bounded';
import type { GroupReader } from './group-reader';
import type { KafkaTimings } from './timings';

export interface KafkaSubscriptionOptions {
  /** Opens a reader on the log of that epoch; `onLost` is called when another one must take its place. */
  readonly open: (epoch: number, onLost: () => void) => Promise<GroupReader>;
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
  const state: SubscriptionState = { epoch, reader: null, moving: Promise.resolve() };
  const moving: Moving = { ...options, state, closing: closing.signal };
  const opened = state.moving.then(async () => {
    state.reader = await openReader(moving);
  });
  // A reader may be lost while it is being opened: what takes its place comes after it.
  state.moving = opened.catch(() => undefined);
  await opened;
  let closed: Promise<void> | null = null;
  return {
    follow: (next) => {
      if (next === state.epoch || closing.signal.aborted) return;
      state.epoch = next;
      renew(moving);
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

interface Moving extends KafkaSubscriptionOptions {
  readonly state: SubscriptionState;
  readonly closing: AbortSignal;
}

/** Has another reader take the place of the present one, after any such change that is under way. */
function renew(moving: Moving, pauseMs = 0): void {
  const { state, closing } = moving;
  if (!closing.aborted) state.moving = state.moving.then(() => move(moving, pauseMs));
}

/** A reader on the epoch in force; one that is lost is replaced, after a pause, for its successor may be lost as well. */
const openReader = (moving: Moving): Promise<GroupReader> =>
  moving.open(moving.state.epoch, () => {
    renew(moving, RETRY_MS);
  });

/** Closes the present reader and opens one on the epoch that is in force by then. */
async function move(moving: Moving, pauseMs: number): Promise<void> {
  const { clock, logger, state, closing } = moving;
  await state.reader?.close();
  state.reader = null;
  if (pauseMs > 0) await clock.delay(pauseMs, closing);
  while (!closing.aborted && state.reader === null) {
    try {
      state.reader = await openReader(moving);
    } catch (error) {
      logger.warn({ err: error, epoch: state.epoch }, 'subscribing anew failed, trying again');
      await clock.delay(RETRY_MS, closing);
    }
  }
}
