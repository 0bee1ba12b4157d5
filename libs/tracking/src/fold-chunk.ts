import { CHUNK_SIZE, ItemState, ZERO_COUNTS, type BulkChunk, type Outcome } from '@sluice/schemas';
import { draftOf, finish, move, setDetails, type Draft } from './fold-draft';
import { awaitsOutcome, byteOf } from './item-states';
import { isPartOutcome, takePart, type PartOutcome } from './part-progress';

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
  parts: [],
  counts: ZERO_COUNTS,
  failedRetriable: 0,
  pending: 0,
  finishedAt: null,
});

/** The first terminal outcome of an attempt wins; a later attempt replaces an earlier one (G3, mechanics 3). */
function counts(draft: Draft, position: number, outcome: Outcome): boolean {
  const byte = draft.states[position];
  if (byte === undefined) return false;
  const attempt = draft.attempts.get(position) ?? 1;
  return outcome.attempt > attempt || (outcome.attempt === attempt && awaitsOutcome(byte));
}

function settleWhole(draft: Draft, position: number, outcome: Outcome): void {
  move(draft, position, byteOf(outcome));
  setDetails(draft, position, outcome);
  if ((draft.parts.get(position)?.attempt ?? 0) <= outcome.attempt) draft.parts.delete(position);
}

/** An item whose parts are still coming is open, unless something was said of all of it before. */
function foldPart(draft: Draft, position: number, outcome: PartOutcome): boolean {
  const step = takePart(draft.parts.get(position), position, outcome);
  if (step === null) return false;
  if ('whole' in step) {
    settleWhole(draft, position, step.whole);
    return true;
  }
  draft.parts.set(position, step.progress);
  if (draft.states[position] === ItemState.absent) move(draft, position, ItemState.open);
  return true;
}

function foldOne(draft: Draft, position: number, outcome: Outcome): boolean {
  if (isPartOutcome(outcome)) return foldPart(draft, position, outcome);
  settleWhole(draft, position, outcome);
  return true;
}

/** Every part has a key of its own; the operation is called by that of the first. */
const namesItem = (outcome: Outcome): boolean => (outcome.part?.index ?? 0) === 0;

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
    if (!foldOne(draft, position, outcome)) continue;
    changed = true;
    if (chunk.implicit && chunk.keys[position] === '' && namesItem(outcome)) {
      draft.keys ??= [...chunk.keys];
      draft.keys[position] = outcome.key;
    }
  }
  return changed ? finish(chunk, draft, now) : null;
}
