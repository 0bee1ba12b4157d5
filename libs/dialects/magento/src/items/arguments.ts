import type { RouteParam } from '@sluice/route-mapping';
import { requiredFields } from '../http/rest-error';
import { isJsonObject, type JsonObject } from '../json';

/** The arguments of one call by the service's own names. */
export type CallArguments = ReadonlyMap<string, unknown>;

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const NOTHING: JsonObject = {};

/**
 * A reader of the arguments of one item, in either spelling; keys of the item that are no argument are ignored. Throws
 * the 400 of missing arguments; an item that is no object has none, and null counts as missing (contract 1 and 8).
 */
export function createArgumentReader(params: readonly RouteParam[]): (item: unknown) => CallArguments {
  const readers = params.map((param) => ({ ...param, snake: snakeCase(param.name) }));
  return (item) => {
    const object = isJsonObject(item) ? item : NOTHING;
    const values = new Map<string, unknown>();
    const missing: string[] = [];
    for (const { name, snake, required } of readers) {
      const value = object[name] ?? object[snake] ?? null;
      if (value !== null) values.set(name, value);
      else if (required) missing.push(name);
    }
    if (missing.length > 0) throw requiredFields(missing);
    return values;
  };
}
