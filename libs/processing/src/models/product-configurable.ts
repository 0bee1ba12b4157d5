import {
  canonicalSku,
  type ChildProduct,
  type ConfigurableOption,
  type ConfigurableOptionPayload,
  type ProductDocument,
  type ProductPartPayload,
} from '@sluice/schemas';
import type { OperationContext, Refusal } from '../model';
import { mergeOpen, sentOf, type ApplyPart } from './product-part';
import { PRODUCT_NOT_FOUND, attributeNotFound, invalid, notFound } from './product-refusals';

const CONFIGURABLE = 'configurable';
/** The types that may become configurable by their first option. */
const BECOMING: ReadonlySet<string> = new Set(['simple', 'virtual', CONFIGURABLE]);

/** The code of the attribute with this id. */
const codeOf = (id: number | null | undefined, { supplies }: OperationContext): string | undefined =>
  supplies.locate('product_attributes', `id:${id ?? 0}`);

const hasValue = ({ global }: ProductDocument, code: string): boolean =>
  global.custom_attributes.some(({ attribute_code, value }) => attribute_code === code && Boolean(value));

/** A child must have a value for everything it may differ by; what attribute that is may have been forgotten. */
function missingValue(
  child: ProductDocument,
  options: readonly ConfigurableOption[],
  context: OperationContext,
): Refusal | null {
  for (const { attribute_id } of options) {
    const code = codeOf(attribute_id, context);
    if (code !== undefined && !hasValue(child, code))
      return invalid(
        `The child product doesn't have the "${code}" attribute value. Verify the value and try again.`,
      );
  }
  return null;
}

/** Attaches a child that is there, is not attached yet and has the values it is told apart by. */
export const addChild: ApplyPart<ProductPartPayload<'add-child'>> = (before, { child_sku }, context) => {
  const { children = [], configurable_options: options = [] } = before;
  const key = canonicalSku(child_sku);
  const child = context.supplies.document('products', key) as ProductDocument | null;
  if (child === null) return PRODUCT_NOT_FOUND;
  const id = context.supplies.idOf('products', key) ?? 0;
  if (children.some((one) => one.id === id)) return invalid('The product is already attached.');
  if (options.length === 0) return invalid("The parent product doesn't have configurable product options.");
  const missing = missingValue(child, options, context);
  if (missing !== null) return missing;
  return { changes: { children: [...children, { id, sku: child.sku }] }, result: 'true' };
};

/** The children an upsert names by their ids; the skus of those known already stay known. */
export function replaceChildren(before: readonly ChildProduct[], ids: readonly number[]): ChildProduct[] {
  const known = new Map(before.map((child) => [child.id, child]));
  return [...new Set(ids)].map((id) => known.get(id) ?? { id, sku: null });
}

const toOption = (
  before: ConfigurableOption | undefined,
  sent: ConfigurableOptionPayload,
  id: number,
): ConfigurableOption => {
  const { id: _id, attributes, ...fields } = sent;
  return { ...before, ...sentOf(fields), id, ...mergeOpen(before?.attributes, attributes) };
};

/** The options an upsert brings in place of those there are, known by id or by attribute. */
export function replaceConfigurableOptions(
  before: readonly ConfigurableOption[],
  sent: readonly ConfigurableOptionPayload[],
  { supplies }: OperationContext,
): ConfigurableOption[] {
  const left = new Set(before);
  return sent.map((one) => {
    const own = [...left].find(
      ({ id, attribute_id }) =>
        id === one.id || (attribute_id !== undefined && attribute_id === one.attribute_id),
    );
    if (own !== undefined) left.delete(own);
    return toOption(own, one, own?.id ?? supplies.nextId());
  });
}

/** What a new option lacks, in Magento's words. */
function faultsOf({ attribute_id, label, values }: ConfigurableOptionPayload): string[] {
  const sent = values ?? [];
  return [
    (attribute_id ?? 0) === 0 ? 'Option attribute ID is not specified.' : null,
    (label ?? '') === '' ? 'Option label is not specified.' : null,
    sent.length === 0 ? 'Option values are not specified.' : null,
    sent.some(({ value_index }) => (value_index ?? 0) === 0)
      ? 'Value index is not specified for an option.'
      : null,
  ].filter((fault) => fault !== null);
}

/** One fault by its own text, several by the text that stands for all. */
const faultsRefusal = (faults: readonly string[]): Refusal =>
  invalid(faults.length === 1 ? (faults[0] ?? '') : 'One or more input exceptions have occurred.');

function changeOption(
  before: ProductDocument,
  sent: ConfigurableOptionPayload,
): ReturnType<ApplyPart<unknown>> {
  const { configurable_options: options = [], sku, type_id } = before;
  if (type_id !== CONFIGURABLE)
    return invalid(`This is implemented for the "${sku}" configurable product only.`);
  const own = options.find(({ id }) => id === sent.id);
  if (own === undefined) return notFound(`Option with id "${String(sent.id)}" not found`);
  const after = toOption(own, sent, own.id);
  return {
    changes: { configurable_options: options.map((one) => (one === own ? after : one)) },
    result: JSON.stringify(own.id),
  };
}

/** Adds an option, which makes the product configurable, or changes the one whose id was sent; answers its id. */
export const saveConfigurableOption: ApplyPart<ProductPartPayload<'save-configurable-option'>> = (
  before,
  { option },
  context,
) => {
  if ((option.id ?? 0) !== 0) return changeOption(before, option);
  const faults = faultsOf(option);
  if (faults.length > 0) return faultsRefusal(faults);
  if (!BECOMING.has(before.type_id)) return invalid('Incompatible product type');
  if (codeOf(option.attribute_id, context) === undefined) return attributeNotFound(option.attribute_id ?? 0);
  const { configurable_options: options = [] } = before;
  if (options.some(({ attribute_id }) => attribute_id === option.attribute_id))
    return invalid('Product already has this option');
  const added = toOption(undefined, option, context.supplies.nextId());
  return {
    changes: { type_id: CONFIGURABLE, configurable_options: [...options, added] },
    result: JSON.stringify(added.id),
  };
};
