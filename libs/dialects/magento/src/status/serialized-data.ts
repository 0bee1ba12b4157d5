import { ALL_SCOPES, type StoreRegistry } from '@sluice/schemas';
import { isJsonObject, type JsonObject } from '../json';
import type { CallBook } from './call-book';

/** Id of the store that stands for all scopes. */
const ADMIN_STORE_ID = 0;

/** Magento's id of a scope as text; a scope that exists no more counts as the default store view. */
function storeIdOf(scope: unknown, stores: StoreRegistry): string {
  if (scope === ALL_SCOPES) return String(ADMIN_STORE_ID);
  const byCode = (code: unknown): number | undefined => stores.views.find((view) => view.code === code)?.id;
  return String(byCode(scope) ?? byCode(stores.defaultView) ?? ADMIN_STORE_ID);
}

type Entry = readonly [name: string, value: unknown];

const joinValue =
  (item: JsonObject) =>
  ([name, value]: Entry): Entry => {
    const more = item[name];
    return [name, Array.isArray(value) && Array.isArray(more) ? [value, more].flat() : value];
  };

/** The items that the parts of an operation were made of, as one: their lists joined. */
function joinItems(items: readonly JsonObject[]): JsonObject {
  const [first = {}, ...others] = items;
  const join = (joined: readonly Entry[], item: JsonObject): Entry[] => joined.map(joinValue(item));
  return Object.fromEntries(others.reduce<readonly Entry[]>(join, Object.entries(first)));
}

function itemOf(book: CallBook, message: JsonObject): JsonObject[] {
  const { entity, action, payload } = message;
  return isJsonObject(payload) ? [book.itemOf({ entity, action }, payload)] : [];
}

/** Whose words and stores the data is told in. */
export interface Wording {
  readonly stores: StoreRegistry;
  readonly book: CallBook;
}

/**
 * The `serialized_data` of a failed operation, from the messages that were kept of it (the failed parts of one that
 * travelled in several); null where none was. Contract magento-bulk 4: `meta_information` is the item as JSON text,
 * `store_id` a string.
 */
export function serializedData(messages: readonly unknown[], { stores, book }: Wording): string | null {
  const kept = messages.filter(isJsonObject);
  const items = kept.flatMap((message) => itemOf(book, message));
  if (items.length === 0) return null;
  return JSON.stringify({
    entity_id: null,
    entity_link: '',
    meta_information: JSON.stringify(joinItems(items)),
    store_id: storeIdOf(kept[0]?.scope, stores),
  });
}
