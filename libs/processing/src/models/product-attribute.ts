import type {
  AddAttributeOptionPayload,
  AttributeOption,
  AttributeOptionPayload,
  ProductAttributeDocument,
  ProductAttributePayload,
} from '@sluice/schemas';
import type { Applied, EntityModel, OperationContext, Refusal } from '../model';
import { sameJson } from '../same-json';
import { isRefusal, mergeOpen, sentOf } from './product-part';
import { attributeNotFound, invalid, refuse } from './product-refusals';

const CODE = /^[a-z]\w{0,59}$/i;
const INPUTS: ReadonlySet<string> = new Set([
  ...['text', 'textarea', 'texteditor', 'pagebuilder', 'date', 'datetime', 'boolean', 'multiselect'],
  ...['select', 'price', 'media_image', 'gallery', 'weight', 'swatch_visual', 'swatch_text', 'weee'],
]);
/** The inputs that choose among options. */
const CHOOSING: ReadonlySet<string> = new Set([
  'select',
  'multiselect',
  'boolean',
  'swatch_visual',
  'swatch_text',
]);

const invalidField = (field: string, value: string): Refusal =>
  invalid(`Invalid value of "${value}" provided for the ${field} field.`);

const labelOf = ({ label }: AttributeOptionPayload): string => (label ?? '').trim();
const sameLabel = (one: string, other: string): boolean => one.toUpperCase() === other.toUpperCase();

/** The option as it becomes; one that is there is known by its id or by its label. */
function toOption(
  before: AttributeOption | undefined,
  sent: AttributeOptionPayload,
  { supplies }: OperationContext,
): AttributeOption {
  const { value: _value, label: _label, attributes, ...fields } = sent;
  return {
    ...before,
    ...sentOf(fields),
    label: labelOf(sent),
    value: before?.value ?? String(supplies.nextId()),
    ...mergeOpen(before?.attributes, attributes),
  };
}

/** Options that a save brings replace those that are there; nameless ones (the empty choice) are no options. */
function replaceOptions(
  before: readonly AttributeOption[],
  sent: readonly AttributeOptionPayload[],
  context: OperationContext,
): AttributeOption[] {
  const left = new Set(before);
  return sent.flatMap((one) => {
    if (labelOf(one) === '') return [];
    const own = [...left].find(({ value, label }) =>
      (one.value ?? '') === '' ? sameLabel(label, labelOf(one)) : value === one.value,
    );
    if (own !== undefined) left.delete(own);
    return [toOption(own, one, context)];
  });
}

const adminLabel = ({ frontend_labels }: ProductAttributePayload): string | undefined =>
  (frontend_labels ?? []).find(({ store_id }) => store_id === 0)?.label ?? undefined;

const labelSent = (sent: ProductAttributePayload): string | undefined =>
  [sent.default_frontend_label, adminLabel(sent)].find((label) => (label ?? '') !== '') ?? undefined;

const GLOBAL = new Set<unknown>([1, '1', true]);

const scopeSent = ({ scope, is_global }: ProductAttributePayload): string | undefined =>
  scope ?? (GLOBAL.has(is_global) ? 'global' : undefined);

function faultOf(sent: ProductAttributePayload, label: string | null): Refusal | null {
  if (label === null) return invalid('"frontend_label" is required. Enter and try again.');
  if (!CODE.test(sent.attribute_code)) return invalidField('attribute_code', sent.attribute_code);
  const input = sent.frontend_input ?? 'text';
  return INPUTS.has(input) ? null : invalidField('frontend_input', input);
}

function save(
  before: ProductAttributeDocument | null,
  sent: ProductAttributePayload,
  context: OperationContext,
): ProductAttributeDocument | Refusal {
  const label = labelSent(sent) ?? before?.default_frontend_label ?? null;
  const fault = faultOf(sent, label);
  if (fault !== null) return fault;
  const options = before?.options ?? [];
  return {
    attribute_code: before?.attribute_code ?? sent.attribute_code,
    frontend_input: sent.frontend_input ?? before?.frontend_input ?? 'text',
    default_frontend_label: label,
    frontend_labels: sent.frontend_labels ?? before?.frontend_labels ?? [],
    scope: scopeSent(sent) ?? before?.scope ?? 'store',
    is_required: sent.is_required ?? before?.is_required ?? false,
    options: sent.options ? replaceOptions(options, sent.options, context) : options,
    attributes: { ...before?.attributes, ...sent.attributes },
  };
}

/** The attribute with one more option, and the option's id. */
function addOption(
  before: ProductAttributeDocument,
  { option }: AddAttributeOptionPayload,
  context: OperationContext,
): Applied {
  const label = labelOf(option);
  if (!CHOOSING.has(before.frontend_input))
    return refused(invalid(`The "${before.attribute_code}" attribute doesn't work with options.`));
  if (label === '')
    return refused(invalid('The attribute option label is empty. Enter the value and try again.'));
  if (before.options.some((one) => sameLabel(one.label, label)))
    return refused(refuse('already_exists', `Admin store attribute option label "${label}" already exists.`));
  const added = toOption(undefined, option, context);
  const document = { ...before, options: [...before.options, added] };
  return { kind: 'applied', document, result: JSON.stringify(added.value) };
}

const refused = (refusal: Refusal): Applied => ({ kind: 'refused', refusal });

/** Attributes of products. A save makes them, an update wants them to be there. */
export const productAttributeModel: EntityModel = {
  apply(document, { action, payload }, context) {
    const before = document as ProductAttributeDocument | null;
    const { attribute_code } = payload as { attribute_code: string };
    if (before === null && action !== 'save') return refused(attributeNotFound(attribute_code));
    if (before !== null && action === 'add-option')
      return addOption(before, payload as AddAttributeOptionPayload, context);
    const after = save(before, payload as ProductAttributePayload, context);
    return isRefusal(after) ? refused(after) : { kind: 'applied', document: after };
  },
  same: (before, after) => sameJson(before, after),
  result: ({ payload }, id) =>
    JSON.stringify({
      attribute_id: id,
      attribute_code: (payload as { attribute_code: string }).attribute_code,
    }),
  refs: (_document, id) => (id === null ? [] : [`id:${id}`]),
};
