import type { Clock, DeliveredMessage, Logger, SubscribeOptions } from '@sluice/ports';
import type { Batch, Consumer, EachBatchPayload, KafkaMessage } from 'kafkajs';
import { settledWithin } from './bounded';
import { createLaneSet, type LaneSet } from './lane-set';
import { toPortError } from './map-error';
import { createMembership } from './membership';
import type { PartitionLane } from './partition-lane';
import type { KafkaTimings } from './timings';

export interface GroupReaderOptions {
  /** Makes the group's member; kafkajs must not start one again that this reader has left. */
  readonly member: (mayRestart: () => boolean) => Consumer;
  readonly subscription: SubscribeOptions;
  readonly epoch: number;
  readonly partitions: number;
  /** What the group had committed, by partition, as the broker stores it. */
  readonly committed: () => Promise<readonly number[]>;
  /** The log is not the one this reader was opened for. */
  readonly onForeignLog: () => void;
  /** This reader fetches but is no member of its group any more: another one must take its place. Called once. */
  readonly onLost: () => void;
  /** What Kafka answers will not change by itself: the process must end, so that somebody looks. */
  readonly onFatal: (error: Error) => void;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly timings: KafkaTimings;
}

/** One member of one group on one epoch of one topic. */
export interface GroupReader {
  /** Lets running handlers finish and commit, as long as drainMs allows, and leaves the group. */
  close(): Promise<void>;
}

interface ReaderState {
  closing: boolean;
  lost: boolean;
  /** Committed offsets at the time of the assignment, asked once for each. */
  committed: Promise<readonly number[]> | null;
}

interface Reading {
  readonly consumer: Consumer;
  readonly options: GroupReaderOptions;
  readonly state: ReaderState;
  readonly lanes: LaneSet;
}

/** Joins the group and reads; rejects when the broker does not answer. */
export async function openGroupReader(options: GroupReaderOptions): Promise<GroupReader> {
  const { member, subscription, partitions } = options;
  const state: ReaderState = { closing: false, lost: false, committed: null };
  const consumer = member(() => !state.closing);
  const reading: Reading = { consumer, options, state, lanes: createLaneSet({ ...options, consumer }) };
  listen(reading);
  try {
    await consumer.connect();
    await consumer.subscribe({ topics: [subscription.topic], fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: partitions,
      eachBatch: (payload) => take(reading, payload),
    });
  } catch (error) {
    state.closing = true;
    await settledWithin(options.clock, options.timings.disconnectMs, consumer.disconnect());
    throw toPortError(error, `subscribe to ${subscription.topic}`);
  }
  return { close: () => close(reading) };
}

function listen(reading: Reading): void {
  const { consumer, options, state, lanes } = reading;
  const { subscription, logger } = options;
  const { topic, group } = subscription;
  watchMembership(reading);
  consumer.on(consumer.events.REBALANCING, () => {
    lanes.hold();
  });
  consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
    const assigned = payload.memberAssignment[topic] ?? [];
    state.committed = null;
    logger.info({ topic, group, epoch: options.epoch, partitions: assigned }, 'joined the consumer group');
    if (!state.closing) lanes.assign(assigned);
  });
  consumer.on(consumer.events.END_BATCH_PROCESS, ({ payload }) => {
    // Only marks of another program's transactions: kafkajs steps over them without calling eachBatch.
    if (payload.batchSize === 0) lanes.of(payload.partition)?.push([], Number(payload.lastOffset) + 1);
  });
  consumer.on(consumer.events.CRASH, ({ payload }) => {
    lanes.assign([]);
    logger.warn({ topic, group, err: payload.error, restart: payload.restart }, 'the consumer crashed');
    if (payload.restart || state.closing) return;
    // kafkajs holds some troubles of a broker that is only coming back for final.
    if (toPortError(payload.error, 'read').retriable) lose(reading);
    else options.onFatal(payload.error);
  });
}

function lose({ options, state }: Reading): void {
  if (state.lost || state.closing) return;
  state.lost = true;
  const { topic, group } = options.subscription;
  options.logger.warn({ topic, group }, 'the consumer group goes on without this member, joining anew');
  options.onLost();
}

function watchMembership(reading: Reading): void {
  const { consumer, options } = reading;
  const { clock, timings } = options;
  const membership = createMembership(() => clock.now(), timings.sessionMs);
  consumer.on(consumer.events.REBALANCING, () => {
    membership.rebalancing();
  });
  consumer.on(consumer.events.GROUP_JOIN, () => {
    membership.joined();
  });
  consumer.on(consumer.events.HEARTBEAT, () => {
    membership.heartbeat();
  });
  consumer.on(consumer.events.FETCH, () => {
    if (membership.fetched()) lose(reading);
  });
}

/**
 * kafkajs' callback: it must neither wait for a handler (no other partition is fetched meanwhile) nor throw (all of
 * them would stall). What is not resolved here is fetched again.
 */
async function take(reading: Reading, payload: EachBatchPayload): Promise<void> {
  const { options, state, lanes } = reading;
  const { batch } = payload;
  const lane = lanes.of(batch.partition);
  if (lane === undefined || state.closing) return;
  try {
    if (await isForeign(reading, lane, batch)) {
      lanes.pause(batch.partition);
      options.onForeignLog();
      return;
    }
  } catch (error) {
    options.logger.warn({ err: error, partition: batch.partition }, 'reading on when Kafka answers again');
    return;
  }
  lanes.commitWith((offsets) => payload.commitOffsetsIfNecessary(offsets));
  lane.push(batch.messages.map(toDelivered), Number(batch.lastOffset()) + 1);
  payload.resolveOffset(batch.lastOffset());
  if (lane.full) lanes.pause(batch.partition);
}

/**
 * Whether a batch starts before the point this group has reached: kafkajs goes back to the beginning by itself when
 * a log became shorter, and what it finds there under the old epoch would pass for old messages (mechanics 2).
 */
async function isForeign({ options, state }: Reading, lane: PartitionLane, batch: Batch): Promise<boolean> {
  const first = Number(batch.firstOffset() ?? batch.lastOffset());
  if (lane.position !== null) return first < lane.position;
  state.committed ??= options.committed();
  try {
    return first < ((await state.committed)[batch.partition] ?? 0);
  } catch (error) {
    state.committed = null;
    throw error;
  }
}

function toDelivered({ offset, key, value, headers = {} }: KafkaMessage): DeliveredMessage {
  return {
    offset: Number(offset),
    key,
    value,
    headers: Object.fromEntries(Object.entries(headers).map(([name, content]) => [name, toText(content)])),
  };
}

/** The last value of a header that was given twice. */
function toText(content: Buffer | string | (Buffer | string)[] | undefined): string {
  const last = Array.isArray(content) ? content.at(-1) : content;
  return last?.toString() ?? '';
}

async function close({ consumer, options, state, lanes }: Reading): Promise<void> {
  const { clock, timings } = options;
  state.closing = true;
  lanes.hold();
  // kafkajs commits nothing once it is stopping, so the lanes come first; meanwhile it keeps the member alive.
  await settledWithin(clock, timings.drainMs, lanes.ended());
  lanes.assign([]);
  await settledWithin(clock, timings.disconnectMs, consumer.disconnect());
}
