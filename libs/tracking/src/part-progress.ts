import type { Outcome, OperationPart, PartProgress } from '@sluice/schemas';
import { addRows, joinRows, rowsOf } from './part-rows';

/** An outcome of one part of an operation. */
export type PartOutcome = Outcome & { readonly part: OperationPart };

export const isPartOutcome = (outcome: Outcome): outcome is PartOutcome => outcome.part !== undefined;

const bitsOf = ({ seen }: PartProgress): Buffer => Buffer.from(seen, 'base64');

const hasBit = (bits: Uint8Array, part: number): boolean =>
  (((bits[part >> 3] ?? 0) >> (part & 7)) & 1) === 1;

const countBits = (bits: Uint8Array): number => {
  let count = 0;
  for (let byte of bits) for (; byte > 0; byte &= byte - 1) count += 1;
  return count;
};

/** The progress of an operation of which nothing was reported yet in this attempt. */
const begin = (position: number, { attempt, part }: PartOutcome): PartProgress => ({
  position,
  attempt,
  count: part.count,
  seen: Buffer.alloc(Math.ceil(part.count / 8)).toString('base64'),
  states: [],
  error: null,
  rowsFailed: null,
  result: null,
  rows: [],
  cutAt: null,
});

type PartError = NonNullable<PartProgress['error']>;

const decides = (one: PartError, other: PartError): boolean =>
  one.class === other.class ? one.part < other.part : one.class === 'retriable';

function worse(before: PartProgress['error'], outcome: PartOutcome): PartProgress['error'] {
  if (outcome.state !== 'failed') return before;
  const { class: errorClass = 'final', code = 'failed', message = '', part } = outcome;
  const error: PartError = { part: part.index, class: errorClass, code, message };
  return before === null || decides(error, before) ? error : before;
}

function withResult(progress: PartProgress, { part, result }: PartOutcome): PartProgress {
  if (result === undefined) return progress;
  const rows = rowsOf(result);
  if (rows === null) return part.index === 0 ? { ...progress, result } : progress;
  return { ...progress, ...addRows(progress, part.index, rows) };
}

/** Adds a part that was not seen yet; everything kept is such that the order of the parts does not matter. */
function add(progress: PartProgress, outcome: PartOutcome, bits: Buffer): PartProgress {
  const { state, part, rows_failed: rows } = outcome;
  bits[part.index >> 3] = (bits[part.index >> 3] ?? 0) | (1 << (part.index & 7));
  const states =
    state === 'failed' || progress.states.includes(state) ? progress.states : [...progress.states, state];
  return {
    ...withResult(progress, outcome),
    seen: bits.toString('base64'),
    states: [...states].sort(),
    error: worse(progress.error, outcome),
    rowsFailed: rows === undefined ? progress.rowsFailed : (progress.rowsFailed ?? 0) + rows,
  };
}

/** What all parts together say of the operation (ADR 20). */
function verdict(progress: PartProgress, outcome: PartOutcome): Outcome {
  const { states, error, rowsFailed, rows, result } = progress;
  const state = (['succeeded', 'unchanged', 'canceled'] as const).find((one) => states.includes(one));
  const whole = rows.length > 0 ? joinRows(progress) : result;
  const failure = error === null ? {} : { class: error.class, code: error.code, message: error.message };
  return {
    operation_id: outcome.operation_id,
    key: outcome.key,
    attempt: progress.attempt,
    state: error === null ? (state ?? 'unchanged') : 'failed',
    ...failure,
    ...(whole === null ? {} : { result: whole }),
    ...(rowsFailed === null ? {} : { rows_failed: rowsFailed }),
  };
}

/** What one more part brings about: more progress, the outcome of the whole operation, or nothing new. */
export type PartStep = { readonly progress: PartProgress } | { readonly whole: Outcome } | null;

/**
 * Takes the outcome of a part. A later attempt starts anew and silences the earlier ones; a part that was seen, or
 * that belongs to another number of parts, says nothing. Pure.
 */
export function takePart(before: PartProgress | undefined, position: number, outcome: PartOutcome): PartStep {
  const { attempt, part } = outcome;
  if (before !== undefined && before.attempt > attempt) return null;
  const progress = before?.attempt === attempt ? before : begin(position, outcome);
  const bits = bitsOf(progress);
  if (progress.count !== part.count || hasBit(bits, part.index)) return null;
  const after = add(progress, outcome, bits);
  return countBits(bits) < after.count ? { progress: after } : { whole: verdict(after, outcome) };
}
