import type { IncomingItem } from '@sluice/intake';
import { requiredFields, tooManyItems } from '../http/rest-error';
import { isJsonObject, type JsonObject } from '../json';
import type { DeferredItem, MapContext } from '../modules/module';
import type { WriteRoute } from './write-route';

type Mapped = IncomingItem | DeferredItem;

const requiredNames = (route: WriteRoute): string[] =>
  route.params.filter((param) => param.required).map((param) => param.name);

/** How many items a bulk may have, and what their mapping needs. */
export interface SplitContext extends MapContext {
  readonly maxItems: number;
}

function listOfItems(route: WriteRoute, body: unknown): readonly unknown[] {
  if (Array.isArray(body)) return body;
  if (!isJsonObject(body)) throw requiredFields(requiredNames(route));
  return Object.values(body);
}

/**
 * The items of a bulk body: the elements of a list, or the values of an object, whose keys are not looked at (there
 * `{"product": ...}` is one item without a product). No body is an empty bulk. All or nothing: the first item that is
 * wrong refuses the request (contract magento-bulk 1).
 */
export function splitBulk(route: WriteRoute, body: unknown, context: SplitContext): Mapped[] {
  if (body === undefined) return [];
  const items = listOfItems(route, body);
  if (items.length > context.maxItems) throw tooManyItems(items.length, context.maxItems);
  return items.map((item) => route.toItem(item, context));
}

/** What a single call says: the path's values, the query string and the body. */
export interface SingleCall {
  readonly params: Readonly<Record<string, string>>;
  readonly query: string;
  readonly body: unknown;
}

const EMPTY: JsonObject = {};

/** A query parameter in either spelling of an argument is looked at; one that is no argument is ignored anyway. */
const queryValues = (query: string): JsonObject =>
  query === '' ? EMPTY : Object.fromEntries(new URLSearchParams(query));

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** The object without a key and its other spelling. */
const without = (object: JsonObject, name: string): JsonObject =>
  Object.fromEntries(
    Object.entries(object).filter(([key]) => key !== name && snakeCase(key) !== snakeCase(name)),
  );

/** The argument in whichever spelling it was sent. */
const argumentOf = (args: JsonObject, name: string): readonly [key: string, value: unknown] => {
  const key = Object.hasOwn(args, name) ? name : snakeCase(name);
  return [key, args[key]];
};

/** The argument with the path's value inside; what is no object stays as it is, to be refused as such. */
function withPathValue(
  args: JsonObject,
  [name, property]: readonly [string, string],
  value: string,
): JsonObject {
  const [key, argument] = argumentOf(args, name);
  if (Array.isArray(argument) && argument.length === 0) return { ...args, [key]: { [property]: value } };
  return isJsonObject(argument)
    ? { ...args, [key]: { ...without(argument, property), [property]: value } }
    : args;
}

/** The one item of a single call: body under query under path (contract magento-bulk 1, "Single async"; issue 5). */
export function toSingleItem(
  route: WriteRoute,
  { params, query, body }: SingleCall,
  context: MapContext,
): Mapped {
  let item: JsonObject = isJsonObject(body) ? body : EMPTY;
  for (const [name, value] of Object.entries(queryValues(query)))
    item = { ...without(item, name), [name]: value };
  for (const [name, value] of Object.entries(params)) {
    const into = route.pathInto?.[name];
    item = into === undefined ? { ...without(item, name), [name]: value } : withPathValue(item, into, value);
  }
  return route.toItem(item, context);
}
