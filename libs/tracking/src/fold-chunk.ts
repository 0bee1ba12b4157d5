import {
  CHUNK_SIZE,
  ZERO_COUNTS,
  type BulkChunk,
  type ItemCounts,
  type ItemError,
  type NativeState,
  type Outcome,
} from '@sluice/schemas';
import { awaitsOutcome, byteOf, nativeState } from './item-states';

/** An empty chunk of an implicit bulk: it has room for every item, and none is there. */
export const implicitChunk = (bulkUuid: string, index: number): BulkChunk => ({
  bulkUuid,
  index,
  revision: 0,
  implicit: true,
  states: new Uint8Array(CHUNK_SIZE),
  keys: Array.from({ length: CHUNK_SIZE }, () => ''),
  results: [],
  errors: [],
  attempts: [],
  rowsFailed: [],
  counts: ZERO_COUNTS,
  pending: 0,
  finishedAt: null,
});

/** A chunk while outcomes are folded into it; mutable, and never seen outside. */
interface Draft {
  readonly states: Uint8Array;
  readonly counts: Record<NativeState, number>;
  readonly errors: Map<number, ItemError>;
  readonly attempts: Map<number, number>;
  readonly rowsFailed: Map<number, number>;
  results: (string | null)[];
  keys: string[] | null;
}

const draftOf = (chunk: BulkChunk): Draft => ({
  states: Uint8Array.from(chunk.states),
  counts: { ...chunk.counts },
  errors: new Map(chunk.errors.map((error) => [error.position, error])),
  attempts: new Map(chunk.attempts),
  rowsFailed: new Map(chunk.rowsFailed),
  results: [...chunk.results],
  keys: null,
});

function move(draft: Draft, position: number, byte: number): void {
  const before = nativeState(draft.states[position]);
  const after = nativeState(byte);
  if (before !== undefined) draft.counts[before] -= 1;
  if (after !== undefined) draft.counts[after] += 1;
  draft.states[position] = byte;
}

function setResult(draft: Draft, position: number, result: string | null): void {
  if (result === null && draft.results.length === 0) return;
  if (draft.results.length < draft.states.length) {
    draft.results = Array.from({ length: draft.states.length }, (_, index) => draft.results[index] ?? null);
  }
  draft.results[position] = result;
}

function setDetails(draft: Draft, position: number, outcome: Outcome): void {
  setResult(draft, position, outcome.result ?? null);
  if (outcome.attempt > 1) draft.attempts.set(position, outcome.attempt);
  if (outcome.rows_failed === undefined) draft.rowsFailed.delete(position);
  else draft.rowsFailed.set(position, outcome.rows_failed);
  if (outcome.state !== 'failed') {
    draft.errors.delete(position);
    return;
  }
  const { class: errorClass = 'final', code = 'failed', message = '' } = outcome;
  draft.errors.set(position, { position, class: errorClass, code, message });
}

/** The first terminal outcome of an attempt wins; a later attempt replaces an earlier one (G3, mechanics 3). */
function counts(draft: Draft, position: number, outcome: Outcome): boolean {
  const byte = draft.states[position];
  if (byte === undefined) return false;
  const attempt = draft.attempts.get(position) ?? 1;
  return outcome.attempt > attempt || (outcome.attempt === attempt && awaitsOutcome(byte));
}

function finish(chunk: BulkChunk, draft: Draft, now: number): BulkChunk {
  const itemCounts: ItemCounts = draft.counts;
  return {
    ...chunk,
    revision: chunk.revision + 1,
    states: draft.states,
    keys: draft.keys ?? chunk.keys,
    results: draft.results,
    errors: [...draft.errors.values()],
    attempts: [...draft.attempts],
    rowsFailed: [...draft.rowsFailed],
    counts: itemCounts,
    pending: itemCounts.open,
    finishedAt: itemCounts.open > 0 ? null : (chunk.finishedAt ?? now),
  };
}

/**
 * The chunk after these outcomes, or null where they say nothing new: a replay is a no-op. Pure. Outcomes of items
 * that the chunk does not have are ignored. `now` is when a chunk that closes was finished.
 */
export function foldChunk(chunk: BulkChunk, outcomes: readonly Outcome[], now: number): BulkChunk | null {
  const draft = draftOf(chunk);
  let changed = false;
  for (const outcome of outcomes) {
    const position = outcome.operation_id - chunk.index * CHUNK_SIZE;
    if (position < 0 || !counts(draft, position, outcome)) continue;
    changed = true;
    move(draft, position, byteOf(outcome));
    setDetails(draft, position, outcome);
    if (chunk.implicit && chunk.keys[position] === '') {
      draft.keys ??= [...chunk.keys];
      draft.keys[position] = outcome.key;
    }
  }
  return changed ? finish(chunk, draft, now) : null;
}
