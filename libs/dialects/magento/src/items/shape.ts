import { tooManyNested, wrongType } from '../http/rest-error';
import { isJsonObject, type JsonObject } from '../json';
import { toCustomAttributes } from './custom-attributes';
import { camelCase } from './product-fields';
import { toBool, toScalar, type ScalarType } from './scalar';

/** A list of objects of a shape, or of scalars. */
export interface ListField {
  readonly list: Shape | ScalarType;
}

/** What a property holds; `any` is kept as it was sent, `custom` is a list of custom attributes. */
export type FieldType = ScalarType | 'bool' | 'any' | 'custom' | Shape | ListField;

/** A service's data interface: the properties that Sluice knows, in either spelling. */
export interface Shape {
  /** The interface as error texts name it, without a leading backslash. */
  readonly type: string;
  /** By both spellings: the canonical snake_case name and what the property holds. */
  readonly fields: ReadonlyMap<string, { readonly name: string; readonly type: FieldType }>;
}

/** How long a nested list may be. */
export interface ShapeLimits {
  readonly maxNestedItems: number;
}

/** Makes a shape of its snake_case properties; types by the rules of contract magento-bulk 8, "Types". */
export function shape(type: string, fields: Readonly<Record<string, FieldType>>): Shape {
  const entries = Object.entries(fields).flatMap(([name, field]) => {
    const entry = { name, type: field };
    return [[name, entry] as const, [camelCase(name), entry] as const];
  });
  return { type, fields: new Map(entries) };
}

export const listOf = (list: Shape | ScalarType): ListField => ({ list });

const typeName = (list: ListField['list']): string => (typeof list === 'string' ? list : list.type);

/** A list of that kind; `field` is the key as sent, absent for a plain argument. */
export function readList(
  { list }: ListField,
  sent: unknown,
  { limits, field }: { readonly limits: ShapeLimits; readonly field?: string },
): unknown[] {
  if (!Array.isArray(sent)) throw wrongType(sent, `${typeName(list)}[]`, field);
  if (sent.length > limits.maxNestedItems) throw tooManyNested(typeName(list), limits.maxNestedItems);
  return sent.map((entry: unknown) => {
    if (typeof list !== 'string')
      return readShape(list, entry, { limits, ...(field === undefined ? {} : { field }) });
    const value = toScalar(list, entry);
    if (value === undefined) throw wrongType(entry, list, field);
    return value;
  });
}

function readField(type: FieldType, sent: unknown, at: { field: string; limits: ShapeLimits }): unknown {
  if (sent === null || type === 'any') return sent;
  if (type === 'custom') return toCustomAttributes(at.field, sent);
  if (typeof type === 'object') return 'list' in type ? readList(type, sent, at) : readShape(type, sent, at);
  const value = type === 'bool' ? toBool(sent) : toScalar(type, sent);
  if (value === undefined) throw wrongType(sent, type, at.field);
  return value;
}

/**
 * An object of that shape: known properties checked, converted and in snake_case, in the order sent; the others
 * together in `attributes`, as sent. Of two spellings of one property the first wins; `[]` passes for an object
 * without properties. Throws the 400 of a wrong type (contract magento-bulk 1 and 8).
 */
export function readShape(
  { type, fields }: Shape,
  sent: unknown,
  { limits, field }: { readonly limits: ShapeLimits; readonly field?: string },
): JsonObject {
  if (Array.isArray(sent) && sent.length === 0) return {};
  if (!isJsonObject(sent)) throw wrongType(sent, type, field);
  const known = new Map<string, unknown>();
  const others: [string, unknown][] = [];
  for (const key of Object.keys(sent)) {
    const target = fields.get(key);
    if (target === undefined) others.push([key, sent[key]]);
    else {
      const value = readField(target.type, sent[key], { field: key, limits });
      if (value !== undefined && !known.has(target.name)) known.set(target.name, value);
    }
  }
  // fromEntries, because an assignment would read the key `__proto__` as an order.
  const attributes = others.length === 0 ? [] : [['attributes', Object.fromEntries(others)] as const];
  return Object.fromEntries<unknown>([...known, ...attributes]);
}

/** The object as its sender may have spelled it: `attributes` unfolded, at every level (for `serialized_data`). */
export function unfold(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unfold);
  if (!isJsonObject(value)) return value;
  const { attributes, ...known } = value;
  const own = Object.entries(known).map(([name, inner]) => [name, unfold(inner)] as const);
  const others = isJsonObject(attributes) ? Object.entries(attributes) : [];
  return Object.fromEntries<unknown>([...own, ...others.filter(([name]) => !Object.hasOwn(known, name))]);
}
