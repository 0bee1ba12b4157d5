import type { MessageBatch } from './message-bus';

/** What is done with the batches of several partitions. */
export interface MergeOptions {
  /** Processes batches of different partitions as one; resolves when every effect of all of them is durable. */
  readonly process: (batches: readonly MessageBatch[]) => Promise<void>;
  /** The messages of one call, all batches together; a batch that is larger goes alone. */
  readonly maxMessages: number;
}

/** Calls under way at one moment: while the one waits for a store, the other decides. */
const MAX_CALLS = 2;

/** A batch whose handler was called, and who waits for it. */
interface Waiting {
  readonly batch: MessageBatch;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

interface MergeState {
  readonly waiting: Waiting[];
  calls: number;
  scheduled: boolean;
  /** Partitions whose last batch failed: it comes again, and must not take others with it once more. */
  readonly troubled: Set<number>;
}

/** From the head of those that wait as many as go together, at least one. */
function takeTogether({ waiting }: MergeState, maxMessages: number): Waiting[] {
  let messages = 0;
  let count = 0;
  for (const { batch } of waiting) {
    messages += batch.messages.length;
    if (count > 0 && messages > maxMessages) break;
    count += 1;
  }
  return waiting.splice(0, count);
}

/**
 * A handler for `MessageBus.subscribe` that processes what several partitions deliver at one moment in one call: what a
 * store and the bus are asked for is asked for once. Every batch resolves or rejects as the call it was part of; one
 * that rejected is processed alone from then on, until it succeeds, so that a batch that fails for a reason of its own
 * does so alone.
 */
export function mergeBatches({ process, maxMessages }: MergeOptions): (batch: MessageBatch) => Promise<void> {
  const state: MergeState = { waiting: [], calls: 0, scheduled: false, troubled: new Set() };
  const call = async (together: readonly Waiting[]): Promise<void> => {
    state.calls += 1;
    try {
      await process(together.map(({ batch }) => batch));
      for (const { resolve } of together) resolve();
    } catch (error) {
      for (const { batch, reject } of together) {
        state.troubled.add(batch.partition);
        reject(error);
      }
    } finally {
      state.calls -= 1;
    }
  };
  const start = (): void => {
    state.scheduled = false;
    while (state.calls < MAX_CALLS && state.waiting.length > 0) {
      void call(takeTogether(state, maxMessages)).then(start);
    }
  };
  const processAlone = async (batch: MessageBatch): Promise<void> => {
    await process([batch]);
    state.troubled.delete(batch.partition);
  };
  return (batch) => {
    if (state.troubled.has(batch.partition)) return processAlone(batch);
    return new Promise((resolve, reject) => {
      state.waiting.push({ batch, resolve, reject });
      // Not at once: the batches of one fetch are delivered within one turn of the event loop.
      if (!state.scheduled) setImmediate(start);
      state.scheduled = true;
    });
  };
}
