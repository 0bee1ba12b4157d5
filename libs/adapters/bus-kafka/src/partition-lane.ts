import type { Clock, DeliveredMessage, Logger } from '@sluice/ports';

export interface LaneOptions {
  /** Calls the subscriber with one chunk. */
  readonly handle: (messages: readonly DeliveredMessage[]) => Promise<void>;
  /** Told after each chunk that this offset is the next to be delivered: to be committed soon. */
  readonly note: (next: number) => void;
  /** Resolves when what was noted is committed, or never will be. */
  readonly flushed: () => Promise<void>;
  /** Called when the lane, having been full, has room again. */
  readonly onRoom: () => void;
  readonly maxBatch: number;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly retryFromMs: number;
  readonly retryToMs: number;
  /** Resolves when the handler of an earlier lane of this partition has ended: one batch a partition at a time. */
  readonly after: Promise<void>;
}

/**
 * What one assignment of one partition has fetched and not yet handled. kafkajs fetches nothing more for any
 * partition while one of its callbacks runs; lanes let the callbacks return at once.
 */
export interface PartitionLane {
  /**
   * Queues what was fetched. `next` is where the log goes on: behind the last message, or further where the end is
   * not messages (another program's transaction marks) that must be committed all the same.
   */
  push(messages: readonly DeliveredMessage[], next: number): void;
  /** Enough is queued: fetch no more until onRoom. */
  readonly full: boolean;
  /** Where the next push should begin, or null before the first. */
  readonly position: number | null;
  /** Starts no further chunk; a running one may finish and commit. */
  hold(): void;
  /** The partition is no longer ours: forgets what is queued and notes nothing more. */
  drop(): void;
  /** Resolves when no handler runs any more and what is to be committed is; only after hold() or drop(). */
  ended(): Promise<void>;
}

const MIB = 1024 * 1024;
const FULL_BYTES = 4 * MIB;
/** In chunks. Room is announced while some are left, so that the handler need not wait for the next fetch. */
const FULL_CHUNKS = 4;

const bytesOf = ({ key, value }: DeliveredMessage): number => (key?.length ?? 0) + (value?.length ?? 0);

interface LaneState {
  queue: DeliveredMessage[];
  bytes: number;
  position: number | null;
  wasFull: boolean;
  wake: (() => void) | null;
}

/** Opens a lane and its worker. */
export function createPartitionLane(options: LaneOptions): PartitionLane {
  const state: LaneState = { queue: [], bytes: 0, position: null, wasFull: false, wake: null };
  const [held, dropped] = [new AbortController(), new AbortController()];
  const stop = (): void => {
    held.abort();
    state.wake?.();
  };
  const worker = work({ options, state, held: held.signal, dropped: dropped.signal });
  return {
    push: (messages, next) => {
      push(state, messages);
      state.position = next;
      state.wasFull ||= isFull(state, options.maxBatch);
      state.wake?.();
    },
    get full() {
      return isFull(state, options.maxBatch);
    },
    get position() {
      return state.position;
    },
    hold: stop,
    drop: () => {
      dropped.abort();
      state.queue = [];
      stop();
    },
    ended: () => worker.then(() => options.flushed()),
  };
}

function push(state: LaneState, messages: readonly DeliveredMessage[]): void {
  for (const message of messages) {
    state.queue.push(message);
    state.bytes += bytesOf(message);
  }
}

const isFull = ({ queue, bytes }: LaneState, maxBatch: number): boolean =>
  bytes >= FULL_BYTES || queue.length >= FULL_CHUNKS * maxBatch;

const isHalfEmpty = ({ queue, bytes }: LaneState, maxBatch: number): boolean =>
  bytes < FULL_BYTES / 2 && queue.length <= (FULL_CHUNKS / 2) * maxBatch;

interface Work {
  readonly options: LaneOptions;
  readonly state: LaneState;
  readonly held: AbortSignal;
  readonly dropped: AbortSignal;
}

async function work({ options, state, held, dropped }: Work): Promise<void> {
  const { note } = options;
  await options.after;
  while (!held.aborted) {
    const chunk = take(state, options.maxBatch);
    const last = chunk.at(-1);
    if (last === undefined) {
      if (state.position !== null) note(state.position);
      await new Promise<void>((resolve) => (state.wake = resolve));
      state.wake = null;
      continue;
    }
    if (state.wasFull && isHalfEmpty(state, options.maxBatch)) {
      state.wasFull = false;
      options.onRoom();
    }
    const handled = await untilHandled(options, chunk, held);
    if (handled && !dropped.aborted) note(state.queue.length > 0 ? last.offset + 1 : (state.position ?? 0));
  }
}

function take(state: LaneState, maxBatch: number): DeliveredMessage[] {
  const chunk = state.queue.splice(0, maxBatch);
  for (const message of chunk) state.bytes -= bytesOf(message);
  return chunk;
}

/** Calls the handler until it resolves, with growing pauses; false if the lane was held before it did. */
async function untilHandled(
  options: LaneOptions,
  chunk: readonly DeliveredMessage[],
  held: AbortSignal,
): Promise<boolean> {
  const { handle, clock, logger, retryFromMs, retryToMs } = options;
  for (let pauseMs = retryFromMs; ; pauseMs = Math.min(2 * pauseMs, retryToMs)) {
    try {
      await handle(chunk);
      return true;
    } catch (error) {
      logger.warn(
        { err: error, offset: chunk[0]?.offset, pauseMs },
        'a handler threw, its batch comes again',
      );
    }
    await clock.delay(pauseMs, held);
    if (held.aborted) return false;
  }
}
