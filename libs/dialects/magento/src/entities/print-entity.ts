import { wrongType } from '../http/rest-error';
import { toScalar } from '../items/scalar';
import { isJsonObject, type JsonObject } from '../json';

type Property = readonly [name: string, value: unknown];

/** The fields of a document in that order. */
export const fieldsOf = (names: readonly string[], document: object): Property[] => {
  const values = new Map<string, unknown>(Object.entries(document));
  return names.map((name) => [name, values.get(name)] as const);
};

/** What has a value, then what only its sender knew; that never stands in for a known property. */
export function printEntity(known: readonly Property[], attributes: unknown): JsonObject {
  const names = new Set(known.map(([name]) => name));
  const others = isJsonObject(attributes) ? Object.entries(attributes) : [];
  return Object.fromEntries<unknown>([
    ...known.filter(([, value]) => value !== null && value !== undefined),
    ...others.filter(([name]) => !names.has(name)),
  ]);
}

/** The key that an id in a path stands for; throws the 400 of what is no integer. */
export function keyOfPath(value = ''): string {
  const id = toScalar('int', value);
  if (typeof id !== 'number') throw wrongType(value, 'int');
  return String(id);
}

const CANONICAL = /^[1-9]\d{0,14}$/;

/** The keys that a filter on the id can mean; null where its values are not written as ids are. */
export function idKeys(value: string): string[] | null {
  const keys = value.split(',').map((key) => key.trim());
  return keys.every((key) => CANONICAL.test(key)) ? keys : null;
}
