import type { CustomAttribute } from '@sluice/schemas';
import { requiredFields, wrongType } from '../http/rest-error';
import { isJsonObject, type JsonObject } from '../json';
import { toScalar } from './scalar';

const LIST_TYPE = 'Magento\\Framework\\Api\\AttributeInterface[]';

const isWellFormed = (entry: unknown): entry is CustomAttribute =>
  isJsonObject(entry) &&
  typeof entry.attribute_code === 'string' &&
  entry.attribute_code !== '' &&
  entry.value !== undefined;

/** One entry in its canonical form; a missing value counts as null. `field` is the list's key as sent. */
function toEntry(field: string, entry: unknown): CustomAttribute {
  if (isWellFormed(entry)) return entry;
  if (!isJsonObject(entry)) throw wrongType(entry, LIST_TYPE, field);
  const sent = entry.attribute_code ?? entry.attributeCode ?? null;
  const code = toScalar('string', sent);
  if (code === undefined) throw wrongType(sent, 'string', 'attribute_code');
  if (code === null || code === '') throw requiredFields(['attribute_code']);
  return { attribute_code: String(code), value: entry.value ?? null };
}

/** An object is read as code -> value, whatever the codes are called. */
const fromObject = (field: string, attributes: JsonObject): CustomAttribute[] =>
  Object.entries(attributes).map(([code, value]) =>
    toEntry(field, isWellFormed(value) ? value : { attribute_code: code, value }),
  );

/**
 * Custom attributes as a list of `{attribute_code, value}`, in the order sent; undefined for null. A list that is
 * canonical already is handed on as it is: this is the longest part of a product, and it is read many times a second.
 */
export function toCustomAttributes(field: string, value: unknown): readonly CustomAttribute[] | undefined {
  if (value === null) return undefined;
  if (isJsonObject(value)) return fromObject(field, value);
  if (!Array.isArray(value)) throw wrongType(value, LIST_TYPE, field);
  const entries: readonly unknown[] = value;
  return entries.every(isWellFormed) ? entries : entries.map((entry) => toEntry(field, entry));
}
