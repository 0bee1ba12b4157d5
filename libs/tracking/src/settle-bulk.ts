import type { BulkStore, ChunkWrite } from '@sluice/ports';
import {
  ItemState,
  type BulkChunk,
  type BulkHeader,
  type BulkSummary,
  type ItemError,
} from '@sluice/schemas';

/** When, and in which epoch of the log, the verdict is given. */
export interface SettleContext {
  readonly now: number;
  readonly epoch: number;
}

type Verdict = Omit<ItemError, 'position'>;

const NEVER_PUBLISHED: Verdict = {
  class: 'retriable',
  code: 'never_published',
  message: 'The item was stored but never published: the request that brought it was cut short.',
};

const LOG_LOST: Verdict = {
  class: 'retriable',
  code: 'log_lost',
  message: 'The item was published, but its message was lost with the log before it was applied.',
};

/** Why an item that nobody can speak for any more is open. */
const verdictOn = (header: BulkHeader, epoch: number): Verdict =>
  header.epoch < epoch || header.publishedAt !== null ? LOG_LOST : NEVER_PUBLISHED;

/** The chunk with every open item failed by that verdict. Pure; the state says that an outcome may still replace it. */
export function settleChunk(chunk: BulkChunk, verdict: Verdict, now: number): BulkChunk {
  const open = [...chunk.states.keys()].filter((position) => chunk.states[position] === ItemState.open);
  const states = chunk.states.map((byte) => (byte === ItemState.open ? ItemState.settled : byte));
  const counts = { ...chunk.counts, open: 0, failed: chunk.counts.failed + open.length };
  const errors = [...chunk.errors, ...open.map((position) => ({ position, ...verdict }))];
  return {
    ...chunk,
    revision: chunk.revision + 1,
    states,
    counts,
    failedRetriable: chunk.failedRetriable + open.length,
    errors,
    pending: 0,
    finishedAt: now,
  };
}

/** Chunks settled at a time: bounded memory, however large the bulk. */
const CHUNKS_A_WRITE = 50;

/**
 * Fails every item of the bulk that is still open and returns how many; conditional on each chunk's revision, so a
 * fold that comes in between wins and its chunk is left for the next time.
 */
export async function settleBulk(
  bulks: BulkStore,
  summary: BulkSummary,
  context: SettleContext,
): Promise<number> {
  const { header } = summary;
  const { bulkUuid } = header;
  const verdict = verdictOn(header, context.epoch);
  const indexes = summary.tallies.filter((tally) => tally.counts.open > 0).map((tally) => tally.index);
  let settled = 0;
  for (let start = 0; start < indexes.length; start += CHUNKS_A_WRITE) {
    const refs = indexes.slice(start, start + CHUNKS_A_WRITE).map((index) => ({ bulkUuid, index }));
    const chunks = (await bulks.readChunks(refs)).filter((chunk) => chunk !== null);
    const writes = chunks.map((chunk): ChunkWrite => ({
      chunk: settleChunk(chunk, verdict, context.now),
      expectedRevision: chunk.revision,
      bulk: header,
    }));
    const conflicts = new Set((await bulks.writeChunks(writes)).map((ref) => ref.index));
    settled += chunks.reduce((sum, chunk) => sum + (conflicts.has(chunk.index) ? 0 : chunk.counts.open), 0);
  }
  return settled;
}
