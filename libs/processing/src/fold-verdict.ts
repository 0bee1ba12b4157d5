import { MAX_OUTCOME_MESSAGE_CHARS, MAX_RESULT_BYTES, type Outcome, type Position } from '@sluice/schemas';
import type { EntityModel, Refusal } from './model';
import type { DeliveredOperation } from './parse-operation';

/** What became of an operation, without what names it. */
export type Verdict = Omit<Outcome, 'operation_id' | 'key' | 'attempt' | 'part'>;

/** The largest document an aggregate may become, in bytes of JSON text (mechanics 4). */
export const MAX_DOCUMENT_BYTES = 8 * 1024 * 1024;

/** One operation with what the fold needs to know of it. */
export interface Step {
  readonly operation: DeliveredOperation;
  readonly hash: Buffer;
  readonly first: Position;
}

export const failure = (refusal: Refusal): Verdict => ({
  state: 'failed',
  class: refusal.class,
  code: refusal.code,
  message: refusal.message.slice(0, MAX_OUTCOME_MESSAGE_CHARS),
});

export const SUPERSEDED: Refusal = {
  class: 'final',
  code: 'superseded',
  message: 'A newer operation on the same entity has been applied since the first try.',
};

export const TOO_LARGE: Refusal = {
  class: 'final',
  code: 'aggregate_too_large',
  message: `The entity would grow beyond ${MAX_DOCUMENT_BYTES} bytes.`,
};

/** Above the limit a result is cut down to its id (contract magento-bulk 8). */
function cutResult(result: string | null, id: number | null): Pick<Verdict, 'result'> {
  if (result === null) return {};
  return Buffer.byteLength(result) <= MAX_RESULT_BYTES ? { result } : { result: JSON.stringify({ id }) };
}

export const resultOf = (id: number | null, step: Step, model: EntityModel): Pick<Verdict, 'result'> =>
  cutResult(model.result(step.operation.message, id), id);

export const success = (id: number | null, step: Step, model: EntityModel): Verdict => ({
  state: 'succeeded',
  ...resultOf(id, step, model),
});

/** What a model answered for an operation that can be applied. */
export type Effect = Extract<ReturnType<EntityModel['apply']>, { kind: 'applied' }>;

/** What an applied operation reports; `kept`: a redelivery could not work it out again. */
export function verdictOf(effect: Effect, step: Step, context: { model: EntityModel; id: number | null }) {
  const { result, rowsFailed = 0 } = effect;
  if (result === undefined && rowsFailed === 0) {
    return { verdict: success(context.id, step, context.model), kept: false };
  }
  const text =
    result === undefined ? resultOf(context.id, step, context.model) : cutResult(result, context.id);
  const rows = rowsFailed === 0 ? {} : { rows_failed: rowsFailed };
  return { verdict: { state: 'succeeded', ...text, ...rows } as const, kept: true };
}
