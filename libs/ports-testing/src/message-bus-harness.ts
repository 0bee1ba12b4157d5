import type { Coordinator, MessageBus } from '@sluice/ports';
import type { TopicSpec } from '@sluice/schemas';

/** A fresh log with its own coordinator; all that a case does happens inside it. */
export interface BusLog {
  /** Another member with connections of its own, as another process would have them. */
  bus(): Promise<MessageBus>;
  /** Ends a member as a crash would: waits for no handler, commits nothing, resolves when the log knows it is gone. */
  kill(bus: MessageBus): Promise<void>;
  /** The one that all members of this log were given. */
  readonly coordinator: Coordinator;
  /** Deletes a topic's log as an outside hand would: no member is told, and the coordinator is not touched. */
  deleteTopic(topic: string): Promise<void>;
  /** Deletes a topic's log and makes an empty one of the same shape, as an outside hand would. */
  recreateTopic(spec: TopicSpec): Promise<void>;
  /** Closes every member and removes the log. Idempotent. */
  dispose(): Promise<void>;
}

/** Opens logs; the suite opens one a case. Members must look for changed epochs at least once a second. */
export interface BusHarness {
  open(): Promise<BusLog>;
}

/** What an adapter declares about itself: differences are data, each with its reason. */
export interface BusFeatures {
  /** How long a fact may take to come true (a join, a rebalance, a new epoch), in milliseconds. */
  readonly settleMs: number;
  /** Cases this adapter does not pass, by their full name, each with the reason. */
  readonly except: Readonly<Record<string, string>>;
}

/** What a case gets. */
export interface BusCaseContext {
  readonly log: BusLog;
  /** A new topic's spec under a name nobody else uses; 2 MiB a message unless said otherwise. */
  topic(partitions: number, maxMessageBytes?: number): TopicSpec;
  /** Waits until the fact is true; fails with its words when settleMs passed. */
  until(what: string, fact: () => boolean | Promise<boolean>): Promise<void>;
}

/** One promise of the port, by name. */
export interface BusCase {
  readonly name: string;
  readonly run: (context: BusCaseContext) => Promise<void>;
}
