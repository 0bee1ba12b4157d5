import type { SubscribeOptions, Subscription } from '@sluice/ports';
import { openSession, type Session, type SessionTools } from './session';
import type { TopicLog } from './topic-log';

/** A subscription across the epochs of its topic. */
export interface ManagedSubscription extends Subscription {
  readonly topic: string;
  step(): void;
  wake(partitions?: readonly number[]): void;
  /** The topic has a new log: ends the session of the old one as close() does, then joins anew. */
  moveTo(log: TopicLog): void;
  abandon(): void;
}

/** Starts a subscription on a log. */
export function startSubscription(
  options: SubscribeOptions,
  log: TopicLog,
  tools: SessionTools,
): ManagedSubscription {
  let session: Session = openSession(options, log, tools);
  let closed: Promise<void> | null = null;
  /** Sessions follow one another: no handler of an older epoch runs beside one of a newer. */
  let moved = Promise.resolve();
  session.step();
  const follow = async (ending: Session, next: TopicLog): Promise<void> => {
    await ending.close();
    if (closed === null && session === ending) session = openSession(options, next, tools);
  };
  const close = async (): Promise<void> => {
    await moved;
    await session.close();
  };
  return {
    topic: options.topic,
    step: () => {
      session.step();
    },
    wake: (partitions) => {
      session.wake(partitions);
    },
    moveTo: (next) => {
      const ending = session;
      void ending.close();
      moved = moved.then(() => follow(session, next));
    },
    close: () => (closed ??= close()),
    abandon: () => {
      closed = Promise.resolve();
      session.abandon();
    },
  };
}
