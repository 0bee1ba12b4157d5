import {
  MAX_RESULT_BYTES,
  type CustomOption,
  type CustomOptionPayload,
  type CustomOptionValue,
  type CustomOptionValuePayload,
  type ProductPartPayload,
} from '@sluice/schemas';
import type { OperationContext } from '../model';
import { mergeOpen, sentOf, type ApplyPart } from './product-part';
import { invalid, noSuchEntity } from './product-refusals';

const INCOMPLETE = invalid('Missed values for option required fields');

/** Values replace those that are there; one that carries an id known here keeps it. */
function toValues(
  before: readonly CustomOptionValue[],
  sent: readonly CustomOptionValuePayload[],
  { supplies }: OperationContext,
): CustomOptionValue[] {
  const known = new Map(before.map((value) => [value.option_type_id, value]));
  return sent.map(({ option_type_id, attributes, ...fields }) => {
    const own = known.get(option_type_id ?? -1);
    if (own !== undefined) known.delete(own.option_type_id);
    return {
      ...own,
      ...sentOf(fields),
      option_type_id: own?.option_type_id ?? supplies.nextId(),
      ...mergeOpen(own?.attributes, attributes),
    };
  });
}

/** The option as it becomes. */
function toOption(
  before: CustomOption | undefined,
  sent: CustomOptionPayload,
  context: OperationContext,
): CustomOption {
  const { option_id: _id, product_sku: _sku, values, attributes, ...fields } = sent;
  const { values: kept = [], ...own } = before ?? {};
  const option_id = before?.option_id ?? context.supplies.nextId();
  const after = values === undefined || values === null ? kept : toValues(kept, values, context);
  return {
    ...own,
    ...sentOf(fields),
    option_id,
    ...(after.length === 0 ? {} : { values: after }),
    ...mergeOpen(before?.attributes, attributes),
  };
}

/** The list an upsert brings in place of the one there is: options that carry an id known here keep it. */
export function replaceOptions(
  before: readonly CustomOption[],
  sent: readonly CustomOptionPayload[],
  context: OperationContext,
): readonly CustomOption[] {
  const known = new Map(before.map((option) => [option.option_id, option]));
  return sent.map((one) => {
    const own = known.get(one.option_id ?? -1);
    if (own !== undefined) known.delete(own.option_id);
    return toOption(own, one, context);
  });
}

const isEmpty = (text: string | null | undefined): boolean => (text ?? '') === '';

/** The option as its call answers it; cut to what names it where it would outgrow the outcome. */
function resultOf(sku: string, { attributes = {}, ...option }: CustomOption): string {
  const whole = JSON.stringify({ ...attributes, product_sku: sku, ...option });
  if (Buffer.byteLength(whole) <= MAX_RESULT_BYTES) return whole;
  return JSON.stringify({ product_sku: sku, option_id: option.option_id });
}

/** Adds an option, or changes the one whose id was sent. */
export const saveOption: ApplyPart<ProductPartPayload<'save-option'>> = (before, { option }, context) => {
  const { options = [], sku } = before;
  const id = option.option_id ?? null;
  const own = id === null ? undefined : options.find(({ option_id }) => option_id === id);
  if (id !== null && own === undefined) return noSuchEntity('optionId', id);
  const after = toOption(own, option, context);
  if (isEmpty(after.title) || isEmpty(after.type)) return INCOMPLETE;
  const list = own === undefined ? [...options, after] : options.map((one) => (one === own ? after : one));
  return { changes: { options: list }, result: resultOf(sku, after) };
};

/** Takes an option away. */
export const removeOption: ApplyPart<ProductPartPayload<'remove-option'>> = (
  { options = [] },
  { option_id },
) => {
  const left = options.filter((option) => option.option_id !== option_id);
  return left.length === options.length
    ? noSuchEntity('optionId', option_id)
    : { changes: { options: left }, result: 'true' };
};
