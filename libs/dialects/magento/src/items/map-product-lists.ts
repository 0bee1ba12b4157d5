import type { ProductUpsertPayload } from '@sluice/schemas';
import { isJsonObject, type JsonObject } from '../json';
import { EXTENSION_LISTS, PRODUCT_LISTS } from '../modules/products/product-shapes';
import {
  EXTENSION_ATTRIBUTES,
  camelCase,
  type ExtensionListName,
  type ProductListName,
} from './product-fields';
import { readList, type ListField, type ShapeLimits } from './shape';

/** The lists of a payload as they are put together. */
export type Lists = Partial<Record<ProductListName | ExtensionListName, readonly unknown[]>>;

const PROPERTIES: ReadonlyMap<string, readonly [ProductListName, ListField]> = new Map(
  Object.entries(PRODUCT_LISTS).map(([name, list]) => [name, [name as ProductListName, list]]),
);

const EXTENSIONS: ReadonlyMap<string, readonly [ExtensionListName, ListField]> = new Map(
  Object.entries(EXTENSION_LISTS).flatMap(([name, list]) => {
    const entry = [name as ExtensionListName, list] as const;
    return [[name, entry] as const, [camelCase(name), entry] as const];
  }),
);

/** A value with the key it was sent under. */
interface SentList {
  readonly sent: unknown;
  readonly field: string;
  readonly limits: ShapeLimits;
}

/** Takes a property that is one of the lists, null meaning nothing; false where it is none of them. */
export function takeList(draft: Lists, compound: string, { sent, field, limits }: SentList): boolean {
  const known = PROPERTIES.get(compound);
  if (known === undefined) return false;
  const [name, list] = known;
  if (sent !== null) draft[name] ??= readList(list, sent, { limits, field });
  return true;
}

/** Takes what has effect out of the extension attributes; answers the others as sent, undefined where none are left. */
export function takeExtensions(draft: Lists, sent: unknown, limits: ShapeLimits): unknown {
  if (!isJsonObject(sent)) return sent;
  const others: [string, unknown][] = [];
  for (const key of Object.keys(sent)) {
    const known = EXTENSIONS.get(key);
    if (known === undefined) others.push([key, sent[key]]);
    else if (sent[key] !== null) draft[known[0]] ??= readList(known[1], sent[key], { limits, field: key });
  }
  const tookSome = others.length < Object.keys(sent).length;
  if (!tookSome) return sent;
  return others.length === 0 ? undefined : Object.fromEntries(others);
}

const present = (payload: ProductUpsertPayload, names: readonly string[]): (readonly [string, unknown])[] =>
  names
    .map((name) => [name, (payload as JsonObject)[name]] as const)
    .filter(([, list]) => list !== undefined);

/** The properties of an item that the lists of its payload came from: what mapping it again takes the lists from. */
export function unmapLists(payload: ProductUpsertPayload): (readonly [string, unknown])[] {
  const extensions = present(payload, Object.keys(EXTENSION_LISTS));
  const kept = payload.attributes?.[EXTENSION_ATTRIBUTES];
  const others = isJsonObject(kept) ? Object.entries(kept) : [];
  const extended: [string, unknown][] =
    extensions.length === 0
      ? []
      : [[EXTENSION_ATTRIBUTES, Object.fromEntries<unknown>([...others, ...extensions])]];
  return [...present(payload, Object.keys(PRODUCT_LISTS)), ...extended];
}
