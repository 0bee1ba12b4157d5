import { ALL_SCOPES, type StoreRegistry } from '@sluice/schemas';
import { toMagentoItem } from '../items/magento-item';
import { isJsonObject } from '../json';

/** Id of the store that stands for all scopes. */
const ADMIN_STORE_ID = 0;

/** Magento's id of a scope as text; a scope that exists no more counts as the default store view. */
function storeIdOf(scope: unknown, stores: StoreRegistry): string {
  if (scope === ALL_SCOPES) return String(ADMIN_STORE_ID);
  const byCode = (code: unknown): number | undefined => stores.views.find((view) => view.code === code)?.id;
  return String(byCode(scope) ?? byCode(stores.defaultView) ?? ADMIN_STORE_ID);
}

/**
 * The `serialized_data` of a failed operation, from the operation message that was kept of it; null where none was.
 * Contract magento-bulk 4: `meta_information` is the item as JSON text, `store_id` a string.
 */
export function serializedData(message: unknown, stores: StoreRegistry): string | null {
  if (!isJsonObject(message)) return null;
  const { entity, action, payload, scope } = message;
  if (!isJsonObject(payload)) return null;
  const item = toMagentoItem({ entity, action }, payload);
  return JSON.stringify({
    entity_id: null,
    entity_link: '',
    meta_information: JSON.stringify(item),
    store_id: storeIdOf(scope, stores),
  });
}
