import type { BulkChunk, ItemError, NativeState, Outcome, PartProgress } from '@sluice/schemas';
import { isRetriable, nativeState } from './item-states';

/** A chunk while outcomes are folded into it; mutable, and never seen outside. */
export interface Draft {
  readonly states: Uint8Array;
  readonly counts: Record<NativeState, number>;
  readonly errors: Map<number, ItemError>;
  readonly attempts: Map<number, number>;
  readonly rowsFailed: Map<number, number>;
  readonly parts: Map<number, PartProgress>;
  failedRetriable: number;
  results: (string | null)[];
  keys: string[] | null;
}

export const draftOf = (chunk: BulkChunk): Draft => ({
  states: Uint8Array.from(chunk.states),
  counts: { ...chunk.counts },
  errors: new Map(chunk.errors.map((error) => [error.position, error])),
  attempts: new Map(chunk.attempts),
  rowsFailed: new Map(chunk.rowsFailed),
  parts: new Map(chunk.parts.map((progress) => [progress.position, progress])),
  failedRetriable: chunk.failedRetriable,
  results: [...chunk.results],
  keys: null,
});

/** Gives an item another state, and the counts with it. */
export function move(draft: Draft, position: number, byte: number): void {
  const beforeByte = draft.states[position];
  const before = nativeState(beforeByte);
  const after = nativeState(byte);
  if (before !== undefined) draft.counts[before] -= 1;
  if (after !== undefined) draft.counts[after] += 1;
  draft.failedRetriable += Number(isRetriable(byte)) - Number(isRetriable(beforeByte));
  draft.states[position] = byte;
}

function setResult(draft: Draft, position: number, result: string | null): void {
  if (result === null && draft.results.length === 0) return;
  if (draft.results.length < draft.states.length) {
    draft.results = Array.from({ length: draft.states.length }, (_, index) => draft.results[index] ?? null);
  }
  draft.results[position] = result;
}

/** Notes what is known of an item beside its state. */
export function setDetails(draft: Draft, position: number, outcome: Outcome): void {
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

/** The chunk that the draft has become, one revision on; `now` is when a chunk that closes was finished. */
export function finish(chunk: BulkChunk, draft: Draft, now: number): BulkChunk {
  const { states, results, counts, failedRetriable } = draft;
  return {
    ...chunk,
    revision: chunk.revision + 1,
    states,
    keys: draft.keys ?? chunk.keys,
    results,
    errors: [...draft.errors.values()],
    attempts: [...draft.attempts],
    rowsFailed: [...draft.rowsFailed],
    parts: [...draft.parts.values()],
    counts,
    failedRetriable,
    pending: counts.open,
    finishedAt: counts.open > 0 ? null : (chunk.finishedAt ?? now),
  };
}
