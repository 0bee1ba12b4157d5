import type { Clock, Logger, SubscribeOptions } from '@sluice/ports';
import { KafkaJSError, type Consumer, type EachBatchPayload } from 'kafkajs';
import { createCommitter, type Committer } from './committer';
import { createPartitionLane, type PartitionLane } from './partition-lane';
import type { KafkaTimings } from './timings';

const DEFAULT_MAX_BATCH = 1_000;

type CommitOffsets = EachBatchPayload['commitOffsetsIfNecessary'];

export interface LaneSetOptions {
  readonly consumer: Pick<Consumer, 'pause' | 'resume'>;
  readonly subscription: SubscribeOptions;
  readonly epoch: number;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly timings: KafkaTimings;
}

/** The lanes of the partitions that are assigned to this member now. */
export interface LaneSet {
  /** Drops all lanes and opens new ones: after every join kafkajs fetches again from what is committed. */
  assign(partitions: readonly number[]): void;
  of(partition: number): PartitionLane | undefined;
  /** How to commit as the present member of the present generation. */
  commitWith(commit: CommitOffsets): void;
  pause(partition: number): void;
  /** No lane starts another chunk. */
  hold(): void;
  /** Resolves when no handler runs and what is to be committed is. */
  ended(): Promise<void>;
}

interface LaneSetState {
  lanes: Map<number, PartitionLane>;
  /** Ends what the present assignment commits. */
  assignment: AbortController;
  /** Ends of the lanes that were dropped while a handler ran, by partition. */
  readonly ending: Map<number, Promise<void>>;
  commit: CommitOffsets | null;
}

/** No lanes yet. */
export function createLaneSet(options: LaneSetOptions): LaneSet {
  const { consumer, subscription } = options;
  const state: LaneSetState = {
    lanes: new Map(),
    assignment: new AbortController(),
    ending: new Map(),
    commit: null,
  };
  const topicPartition = (partition: number): [{ topic: string; partitions: number[] }] => [
    { topic: subscription.topic, partitions: [partition] },
  ];
  const open = (partition: number, committer: Committer): PartitionLane =>
    openLane(options, state, {
      partition,
      committer,
      onRoom: () => {
        whileRunning(() => {
          consumer.resume(topicPartition(partition));
        });
      },
    });
  return {
    assign: (partitions) => {
      drop(state);
      if (partitions.length > 0) consumer.resume([{ topic: subscription.topic }]);
      const committer = openCommitter(options, state);
      state.lanes = new Map(partitions.map((partition) => [partition, open(partition, committer)]));
    },
    of: (partition) => state.lanes.get(partition),
    commitWith: (commit) => {
      state.commit = commit;
    },
    pause: (partition) => {
      whileRunning(() => {
        consumer.pause(topicPartition(partition));
      });
    },
    hold: () => {
      for (const lane of state.lanes.values()) lane.hold();
    },
    ended: async () => {
      await Promise.all([...[...state.lanes.values()].map((lane) => lane.ended()), ...state.ending.values()]);
    },
  };
}

/** kafkajs throws where it is just restarting; the assignment that follows resumes every partition. */
function whileRunning(work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof KafkaJSError)) throw error;
  }
}

function drop(state: LaneSetState): void {
  state.assignment.abort();
  for (const [partition, lane] of state.lanes) {
    lane.drop();
    const ended = lane.ended().then(() => {
      if (state.ending.get(partition) === ended) state.ending.delete(partition);
    });
    state.ending.set(partition, ended);
  }
}

/** One for all partitions of an assignment. */
function openCommitter({ subscription, clock }: LaneSetOptions, state: LaneSetState): Committer {
  state.assignment = new AbortController();
  return createCommitter({
    commit: async (next) => {
      const partitions = [...next].map(([partition, offset]) => ({ partition, offset: String(offset) }));
      await state.commit?.({ topics: [{ topic: subscription.topic, partitions }] });
    },
    clock,
    dropped: state.assignment.signal,
  });
}

interface LanePlace {
  readonly partition: number;
  readonly committer: Committer;
  readonly onRoom: () => void;
}

function openLane(
  options: LaneSetOptions,
  state: LaneSetState,
  { partition, committer, onRoom }: LanePlace,
): PartitionLane {
  const { subscription, epoch, clock, timings } = options;
  const { topic, group, handler, maxBatch = DEFAULT_MAX_BATCH } = subscription;
  return createPartitionLane({
    handle: (messages) => handler({ topic, partition, epoch, messages }),
    note: (next) => {
      committer.note(partition, next);
    },
    flushed: () => committer.flushed(),
    onRoom,
    maxBatch,
    clock,
    logger: options.logger.child({ topic, group, partition }),
    retryFromMs: timings.retryFromMs,
    retryToMs: timings.retryToMs,
    after: state.ending.get(partition) ?? Promise.resolve(),
  });
}
