import type { TopicSpec } from '@sluice/schemas';

/** A message to publish. The key decides the partition (Java's murmur2 over its UTF-8 bytes). */
export interface OutgoingMessage {
  readonly key: string | null;
  readonly value: string | Buffer | null;
  readonly headers: Readonly<Record<string, string>>;
}

/** A message as delivered: bytes are kept, because a dead letter must carry them unchanged. */
export interface DeliveredMessage {
  readonly offset: number;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: Readonly<Record<string, string>>;
}

/** Messages of one partition in log order; offsets rise, with gaps where the log has some. */
export interface MessageBatch {
  readonly topic: string;
  readonly partition: number;
  /** The epoch of the log they were read from. */
  readonly epoch: number;
  readonly messages: readonly DeliveredMessage[];
}

/** What to read, and what to do with it. */
export interface SubscribeOptions {
  readonly topic: string;
  /** The consumer group's name without its epoch, which the adapter appends. */
  readonly group: string;
  /** At most this many messages a call of the handler; default 1,000. */
  readonly maxBatch?: number;
  /** Resolves when every effect of the batch is durable: only then is its end committed. */
  readonly handler: (batch: MessageBatch) => Promise<void>;
}

/** A running subscription. */
export interface Subscription {
  /** Lets a running handler finish, commits it, leaves the group. Idempotent. */
  close(): Promise<void>;
}

/** Offsets of every partition of a topic, in the epoch they belong to. */
export interface TopicOffsets {
  readonly epoch: number;
  /** Index = partition. End offset: the offset the next message gets. Committed: the next to be delivered. */
  readonly offsets: readonly number[];
}

/** How a publish is bounded. */
export interface PublishOptions {
  /** No send starts after this instant (milliseconds since 1970); what was not sent by then rejects with `deadline`. */
  readonly startBefore?: number;
}

/**
 * A durable, partitioned log.
 *
 * Promised: messages of one key keep the order of the publish calls (a call that starts after another one resolved
 * comes after it). A batch goes to one member of a group, one batch a partition at a time. Delivery is at least
 * once: a batch is committed only after its handler resolved; after a throw, a crash or a rebalance it comes again,
 * after a throw with backoff (0.2 to 10 s), without ever holding up another partition. A group that is new reads
 * from the beginning. When a topic was created anew its subscriptions move to the new epoch by themselves.
 */
export interface MessageBus {
  /**
   * Makes the topics that are missing, each under a lease and with the next epoch, and learns the epochs of the
   * others. Rejects with `misconfigured` where a topic has another partition count. Call before anything else.
   */
  ensureTopics(topics: readonly TopicSpec[]): Promise<void>;
  /** The epoch of a topic's log as last learned (at most a few seconds old). */
  epochOf(topic: string): number;
  /**
   * Resolves when the log has every message durably. On rejection any part of them may be, or may still get, in the
   * log. `too_large`: one message alone is larger than the topic takes; then none of the call was sent.
   */
  publish(topic: string, messages: readonly OutgoingMessage[], options?: PublishOptions): Promise<void>;
  /** Starts reading as a member of the group. */
  subscribe(options: SubscribeOptions): Promise<Subscription>;
  /** Where the log ends now. Also the check that the bus answers. */
  endOffsets(topic: string): Promise<TopicOffsets>;
  /** What a group has committed in the current epoch; 0 where it committed nothing. */
  committedOffsets(topic: string, group: string): Promise<TopicOffsets>;
  /** Ends all subscriptions as their close() does, sends what was taken, disconnects. Idempotent. */
  close(): Promise<void>;
}
