import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock, DeliveredMessage, Logger } from '@sluice/ports';
import type { Claim } from './group-store';
import { createSignal } from './signal';
import { backoffMs, type BusTimings } from './timings';

/** What a loop over one claimed partition needs. */
export interface PartitionWork {
  readonly claim: Claim;
  /** The committed offset. */
  readonly next: number;
  readonly maxBatch: number;
  readonly read: (from: number, maxMessages: number) => DeliveredMessage[];
  readonly handle: (messages: readonly DeliveredMessage[]) => Promise<void>;
  /** False: the claim is no longer held. */
  readonly commit: (next: number) => boolean;
  readonly clock: Clock;
  readonly timings: BusTimings;
  readonly logger: Logger;
}

/** A running loop. */
export interface PartitionLoop {
  readonly claim: Claim;
  /** There may be new messages. */
  wake(): void;
  /** Starts no further handler; resolves when the running one has ended and is committed. Idempotent. */
  stop(): Promise<void>;
  stopping(): boolean;
  /** Resolves when the loop has ended, stopped or not; never rejects. */
  readonly done: Promise<void>;
}

/** Messages read and not yet committed; a redelivery takes them from here. */
function createSource({ read, maxBatch, next: committed }: PartitionWork) {
  let pending: DeliveredMessage[] = [];
  let next = committed;
  return {
    peek: (): DeliveredMessage[] => {
      if (pending.length === 0) pending = read(next, maxBatch);
      return pending.slice(0, maxBatch);
    },
    advance: (count: number): void => {
      next = (pending[count - 1]?.offset ?? next - 1) + 1;
      pending = pending.slice(count);
    },
  };
}

type Source = ReturnType<typeof createSource>;

/** One batch; false when the loop is over, null when there was nothing. */
async function deliver(work: PartitionWork, source: Source): Promise<boolean | null> {
  const messages = source.peek();
  const last = messages.at(-1);
  if (last === undefined) return null;
  await work.handle(messages);
  if (!work.commit(last.offset + 1)) return false;
  source.advance(messages.length);
  return true;
}

/**
 * Delivers a partition batch by batch until stopped or until its claim is lost. A throw of the handler, of a read or
 * of a commit delivers the batch again, after a pause that holds up nobody else.
 */
export function runPartition(work: PartitionWork): PartitionLoop {
  const { clock, timings, logger } = work;
  const { signal: bell, abort } = { signal: createSignal(), abort: new AbortController() };
  const source = createSource(work);
  let failures = 0;
  const turn = async (): Promise<void> => {
    try {
      const delivered = await deliver(work, source);
      failures = 0;
      if (delivered === false) abort.abort();
      else if (delivered === null) await bell.wait();
      // A handler that never leaves the thread would otherwise keep timers and other partitions from it.
      else await nextTurn();
    } catch (error) {
      failures += 1;
      logger.warn(
        { err: error, partition: work.claim.partition, failures },
        'a batch will be delivered again',
      );
      await clock.delay(backoffMs(failures, timings), abort.signal);
    }
  };
  const run = async (): Promise<void> => {
    await nextTurn();
    while (!abort.signal.aborted) await turn();
  };
  const done = run();
  return {
    claim: work.claim,
    wake: () => {
      bell.ring();
    },
    stop: () => {
      abort.abort();
      bell.ring();
      return done;
    },
    stopping: () => abort.signal.aborted,
    done,
  };
}
