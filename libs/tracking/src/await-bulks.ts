import { PortError, type BulkStore, type Clock } from '@sluice/ports';
import type { BulkChunk } from '@sluice/schemas';

/** What waiting needs. */
export interface WaiterDeps {
  readonly bulks: Pick<BulkStore, 'readChunks'>;
  readonly clock: Clock;
}

export interface WaitOptions {
  /** Gives up: the wait rejects with PortError `deadline`. */
  readonly signal?: AbortSignal;
}

/** Waits for bulks of one item, as awaited calls make them; any number at a time. */
export interface BulkWaiter {
  /** The first chunk of the bulk once nothing in it is open. A store that is away is waited for. */
  awaitFinished(bulkUuid: string, options?: WaitOptions): Promise<BulkChunk>;
  /** Rejects whoever still waits with PortError `closed`. Idempotent. */
  close(): void;
}

interface Waiting {
  readonly bulkUuid: string;
  readonly resolve: (chunk: BulkChunk) => void;
  readonly reject: (error: PortError) => void;
}

/** Between two looks: soon after something finished, later while nothing does. */
const SOONEST_MS = 10;
const LATEST_MS = 25;
const STEP_MS = 5;

const isFinished = (chunk: BulkChunk | null): chunk is BulkChunk =>
  chunk !== null && chunk.pending === 0 && chunk.counts.open === 0;

/** One query for all who wait; resolves those whose bulk is finished. */
async function look(bulks: WaiterDeps['bulks'], waiting: ReadonlySet<Waiting>): Promise<void> {
  const asked = [...waiting];
  const uuids = [...new Set(asked.map(({ bulkUuid }) => bulkUuid))];
  const chunks = await bulks.readChunks(uuids.map((bulkUuid) => ({ bulkUuid, index: 0 })));
  const found = new Map(uuids.map((bulkUuid, place) => [bulkUuid, chunks[place] ?? null]));
  for (const { bulkUuid, resolve } of asked) {
    const chunk = found.get(bulkUuid) ?? null;
    if (isFinished(chunk)) resolve(chunk);
  }
}

/** Puts one more among those who wait, until it is answered or its signal aborts. */
function join(waiting: Set<Waiting>, bulkUuid: string, signal: AbortSignal | undefined): Promise<BulkChunk> {
  return new Promise((resolve, reject) => {
    const leave = (): void => {
      waiting.delete(one);
      signal?.removeEventListener('abort', giveUp);
    };
    const one: Waiting = {
      bulkUuid,
      resolve: (chunk) => {
        leave();
        resolve(chunk);
      },
      reject: (error) => {
        leave();
        reject(error);
      },
    };
    const giveUp = (): void => {
      one.reject(new PortError('deadline', 'the bulk was not finished in time'));
    };
    waiting.add(one);
    signal?.addEventListener('abort', giveUp, { once: true });
    if (signal?.aborted === true) giveUp();
  });
}

const closed = (): PortError => new PortError('closed', 'nobody waits for bulks any more');

/** One loop for all who wait: a query a round however many they are, and no timer while there are none. */
export function createBulkWaiter({ bulks, clock }: WaiterDeps): BulkWaiter {
  const waiting = new Set<Waiting>();
  const closing = new AbortController();
  let isLooping = false;

  const loop = async (): Promise<void> => {
    let pause = SOONEST_MS;
    isLooping = true;
    while (waiting.size > 0) {
      const before = waiting.size;
      // A look that fails says nothing about the bulks: the next one will.
      await look(bulks, waiting).catch(() => undefined);
      pause = waiting.size < before ? SOONEST_MS : Math.min(LATEST_MS, pause + STEP_MS);
      if (waiting.size > 0) await clock.delay(pause, closing.signal);
    }
    isLooping = false;
  };

  return {
    awaitFinished: (bulkUuid, { signal } = {}) => {
      if (closing.signal.aborted) return Promise.reject(closed());
      const answer = join(waiting, bulkUuid, signal);
      if (!isLooping) void loop();
      return answer;
    },
    close: () => {
      closing.abort();
      for (const { reject } of [...waiting]) reject(closed());
    },
  };
}
