import type { IncomingItem } from '@sluice/intake';
import { requiredFields } from '../http/rest-error';
import { isJsonObject, type JsonObject } from '../json';
import type { WriteRoute } from './write-route';

const requiredNames = (route: WriteRoute): string[] =>
  route.params.filter((param) => param.required).map((param) => param.name);

/**
 * The items of a bulk body: the elements of a list, or the values of an object, whose keys are not looked at (there
 * `{"product": ...}` is one item without a product). No body is an empty bulk. All or nothing: the first item that is
 * wrong refuses the request (contract magento-bulk 1).
 */
export function splitBulk(route: WriteRoute, body: unknown): IncomingItem[] {
  if (body === undefined) return [];
  if (Array.isArray(body)) return body.map(route.toItem);
  if (!isJsonObject(body)) throw requiredFields(requiredNames(route));
  return Object.values(body).map(route.toItem);
}

/** What a single call says: the path's values, the query string and the body. */
export interface SingleCall {
  readonly params: Readonly<Record<string, string>>;
  readonly query: string;
  readonly body: unknown;
}

const EMPTY: JsonObject = {};

/** The argument with the path's values over its own; what is no object stays as it is, to be refused as such. */
const withPathValues = (args: JsonObject, name: string, params: JsonObject): JsonObject => {
  const argument = args[name];
  return isJsonObject(argument) ? { ...args, [name]: { ...argument, ...params } } : args;
};

/** The one item of a single async call: query under body under path (contract magento-bulk 1, "Single async"). */
export function toSingleItem(route: WriteRoute, { params, query, body }: SingleCall): IncomingItem {
  const sent = isJsonObject(body) ? body : EMPTY;
  const merged = { ...Object.fromEntries(new URLSearchParams(query)), ...sent };
  return route.toItem(
    route.pathInto === undefined ? { ...merged, ...params } : withPathValues(merged, route.pathInto, params),
  );
}
