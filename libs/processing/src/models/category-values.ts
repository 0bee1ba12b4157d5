import {
  ALL_SCOPES,
  type CategoryDocument,
  type CategoryPayload,
  type CategoryValues,
} from '@sluice/schemas';
import { sentOf } from './product-part';
import { mergeAttributes } from './product-values';

const scopedOf = (sent: CategoryPayload): CategoryValues => {
  const { name, is_active, include_in_menu, available_sort_by, custom_attributes } = sent;
  return sentOf({ name, is_active, include_in_menu, available_sort_by, custom_attributes }) as CategoryValues;
};

/** The values of one scope with those that were sent; custom attributes merge by code. */
function mergeValues<Values extends CategoryValues>(before: Values, sent: CategoryValues): Values {
  const { custom_attributes = [] } = before;
  const merged = mergeAttributes(custom_attributes, sent.custom_attributes);
  return { ...before, ...sent, ...(merged.length === 0 ? {} : { custom_attributes: merged }) };
}

function mergeStore(before: CategoryDocument, code: string, sent: CategoryValues): CategoryDocument {
  if (Object.keys(sent).length === 0) return before;
  const { stores = [] } = before;
  const all = stores.some((store) => store.code === code) ? stores : [...stores, { code, values: {} }];
  const merged = all.map((store) =>
    store.code === code ? { code, values: mergeValues(store.values, sent) } : store,
  );
  return { ...before, stores: merged };
}

/** The category with the values sent for a scope (contract magento-bulk 1, "Store rules"). */
export const mergeScoped = (
  before: CategoryDocument,
  scope: string,
  sent: CategoryPayload,
): CategoryDocument =>
  scope === ALL_SCOPES ? mergeValues(before, scopedOf(sent)) : mergeStore(before, scope, scopedOf(sent));

/** The values a create begins with: under a code the custom attributes are that store view's alone. */
export function createScoped(
  base: CategoryDocument,
  scope: string | undefined,
  sent: CategoryPayload,
): CategoryDocument {
  if (scope === undefined || scope === ALL_SCOPES) return mergeValues(base, scopedOf(sent));
  const { custom_attributes: _own, ...required } = scopedOf(sent);
  return mergeStore(mergeValues(base, required), scope, scopedOf(sent));
}
