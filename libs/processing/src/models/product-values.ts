import type {
  CustomAttribute,
  ProductAttributeDocument,
  ProductDocument,
  ProductUpsertPayload,
  ProductValues,
} from '@sluice/schemas';
import type { OperationContext, Supplies } from '../model';

type Draft<Fields> = { -readonly [Name in keyof Fields]: Fields[Name] };

/** The part of a payload that differs per store scope. */
export type ScopedFields = Pick<ProductUpsertPayload, 'name' | 'status' | 'visibility' | 'custom_attributes'>;

/** Overwrites the values that were sent; plain assignments, because every operation passes here. */
function setScoped(values: Draft<ProductValues>, { name, status, visibility }: ScopedFields): void {
  if (name !== undefined) values.name = name;
  if (status !== undefined) values.status = status;
  if (visibility !== undefined) values.visibility = visibility;
}

const codeOf = ({ attribute_code }: CustomAttribute): string => attribute_code;

/** Custom attributes merge by code, later ones win, first positions stay. */
export function mergeAttributes(
  before: readonly CustomAttribute[],
  sent: readonly CustomAttribute[] = [],
): readonly CustomAttribute[] {
  if (sent.length === 0) return before;
  if (before.length === 0 && new Set(sent.map(codeOf)).size === sent.length) return sent;
  const merged = new Map(before.map((attribute) => [attribute.attribute_code, attribute]));
  for (const attribute of sent) merged.set(attribute.attribute_code, attribute);
  return [...merged.values()];
}

/** The values of one scope with those that were sent. */
export function mergeValues(before: ProductValues, sent: ScopedFields): ProductValues {
  const values: Draft<ProductValues> = { ...before };
  setScoped(values, sent);
  values.custom_attributes = mergeAttributes(before.custom_attributes, sent.custom_attributes);
  return values;
}

export const EMPTY_VALUES: ProductValues = { custom_attributes: [] };

/** What a code can look like: nothing else was ever defined, so nothing else is asked for. */
const ATTRIBUTE_CODE = /^[a-z]\w{0,59}$/i;

const isGlobal = (code: string, supplies: Supplies): boolean =>
  ATTRIBUTE_CODE.test(code) &&
  (supplies.document('product_attributes', code) as ProductAttributeDocument | null)?.scope === 'global';

/** Values sent for one store view: an attribute defined as global has its value for all (contract magento-bulk 8). */
function byScope(sent: ScopedFields, context: OperationContext) {
  const { custom_attributes = [] } = sent;
  const globally = custom_attributes.filter(({ attribute_code }) =>
    isGlobal(attribute_code, context.supplies),
  );
  if (globally.length === 0) return { globally, own: sent };
  const global = new Set(globally);
  const rest = custom_attributes.filter((attribute) => !global.has(attribute));
  return { globally, own: { ...sent, custom_attributes: rest } };
}

const sendsScoped = ({ name, status, visibility, custom_attributes = [] }: ScopedFields): boolean =>
  name !== undefined || status !== undefined || visibility !== undefined || custom_attributes.length > 0;

const mergeStore = (
  stores: ProductDocument['stores'],
  code: string,
  sent: ScopedFields,
): ProductDocument['stores'] => {
  const known = stores.some((store) => store.code === code);
  const all = known ? stores : [...stores, { code, values: EMPTY_VALUES }];
  return all.map((store) =>
    store.code === code ? { code, values: mergeValues(store.values, sent) } : store,
  );
};

/** Global values and those of the store views, with what was sent for one of them. */
export function mergeForStore(
  before: ProductDocument,
  code: string,
  { sent, context }: { readonly sent: ScopedFields; readonly context: OperationContext },
): Pick<ProductDocument, 'global' | 'stores'> {
  const { globally, own } = byScope(sent, context);
  return {
    global:
      globally.length === 0 ? before.global : mergeValues(before.global, { custom_attributes: globally }),
    stores: sendsScoped(own) ? mergeStore(before.stores, code, own) : before.stores,
  };
}
