import {
  ALL_SCOPES,
  type CustomAttribute,
  type ProductDocument,
  type ProductUpsertPayload,
  type ProductValues,
} from '@sluice/schemas';
import type { Applied, AppliedOperation, ApplyContext, EntityModel } from '../model';
import { sameJson } from '../same-json';

/** What a product has when its creator does not say (contract magento-bulk 8: type, attribute set of the registry). */
const DEFAULTS = { type_id: 'simple', attribute_set_id: 4, status: 1, visibility: 4 } as const;

const NOT_FOUND = {
  class: 'final',
  code: 'not_found',
  message: "The product that was requested doesn't exist. Verify the product and try again.",
} as const;

const timestamp = (now: number): string => new Date(now).toISOString().slice(0, 19).replace('T', ' ');

type Draft<Fields> = { -readonly [Name in keyof Fields]: Fields[Name] };

/** Overwrites the values that were sent; plain assignments, because every operation passes here. */
function setScoped(values: Draft<ProductValues>, { name, status, visibility }: ProductUpsertPayload): void {
  if (name !== undefined) values.name = name;
  if (status !== undefined) values.status = status;
  if (visibility !== undefined) values.visibility = visibility;
}

/** Overwrites the global fields that were sent; those that must have a value keep it when null is sent. */
function setGlobal(document: Draft<ProductDocument>, sent: ProductUpsertPayload): void {
  const { type_id, attribute_set_id, price, weight, created_at } = sent;
  if (type_id !== undefined && type_id !== null) document.type_id = type_id;
  if (attribute_set_id !== undefined && attribute_set_id !== null)
    document.attribute_set_id = attribute_set_id;
  if (created_at !== undefined && created_at !== null) document.created_at = created_at;
  if (price !== undefined) document.price = price;
  if (weight !== undefined) document.weight = weight;
}

const codeOf = ({ attribute_code }: CustomAttribute): string => attribute_code;

/** Custom attributes merge by code, later ones win, first positions stay. */
function mergeAttributes(
  before: readonly CustomAttribute[],
  sent: readonly CustomAttribute[] = [],
): readonly CustomAttribute[] {
  if (sent.length === 0) return before;
  if (before.length === 0 && new Set(sent.map(codeOf)).size === sent.length) return sent;
  const merged = new Map(before.map((attribute) => [attribute.attribute_code, attribute]));
  for (const attribute of sent) merged.set(attribute.attribute_code, attribute);
  return [...merged.values()];
}

function mergeValues(before: ProductValues, sent: ProductUpsertPayload): ProductValues {
  const values: Draft<ProductValues> = { ...before };
  setScoped(values, sent);
  values.custom_attributes = mergeAttributes(before.custom_attributes, sent.custom_attributes);
  return values;
}

const EMPTY_VALUES: ProductValues = { custom_attributes: [] };

const CREATED_VALUES: ProductValues = {
  ...EMPTY_VALUES,
  status: DEFAULTS.status,
  visibility: DEFAULTS.visibility,
};

/** Create: without a code and for `all` every value is global; under a code only the required ones are, too. */
function create({ payload, scope }: AppliedOperation, context: ApplyContext): ProductDocument {
  const sent = payload as ProductUpsertPayload;
  const now = timestamp(context.now);
  const everywhere = scope === undefined || scope === ALL_SCOPES;
  const values = mergeValues(CREATED_VALUES, sent);
  const document: Draft<ProductDocument> = {
    sku: sent.sku,
    type_id: DEFAULTS.type_id,
    attribute_set_id: DEFAULTS.attribute_set_id,
    created_at: now,
    updated_at: now,
    global: everywhere ? values : { ...values, custom_attributes: [] },
    stores: everywhere ? [] : [{ code: scope, values: mergeValues(EMPTY_VALUES, sent) }],
    attributes: sent.attributes ?? {},
  };
  setGlobal(document, sent);
  return document;
}

const mergeStore = (
  stores: ProductDocument['stores'],
  code: string,
  sent: ProductUpsertPayload,
): ProductDocument['stores'] => {
  const known = stores.some((store) => store.code === code);
  const all = known ? stores : [...stores, { code, values: EMPTY_VALUES }];
  return all.map((store) =>
    store.code === code ? { code, values: mergeValues(store.values, sent) } : store,
  );
};

const sendsScoped = (sent: ProductUpsertPayload): boolean =>
  sent.name !== undefined ||
  sent.status !== undefined ||
  sent.visibility !== undefined ||
  (sent.custom_attributes ?? []).length > 0;

/** Update: without a code the default store view only, for `all` the global values, else that store view. */
function update(
  before: ProductDocument,
  operation: AppliedOperation,
  context: ApplyContext,
): ProductDocument {
  const sent = operation.payload as ProductUpsertPayload;
  const scope = operation.scope ?? context.stores.defaultView;
  const globally = scope === ALL_SCOPES;
  const document: Draft<ProductDocument> = {
    ...before,
    updated_at: timestamp(context.now),
    global: globally ? mergeValues(before.global, sent) : before.global,
    stores: globally || !sendsScoped(sent) ? before.stores : mergeStore(before.stores, scope, sent),
    attributes:
      sent.attributes === undefined ? before.attributes : { ...before.attributes, ...sent.attributes },
  };
  setGlobal(document, sent);
  return document;
}

/** Every write changes `updated_at`; it says nothing of its own. */
const sameProduct = (before: ProductDocument, after: ProductDocument): boolean =>
  sameJson({ ...before, updated_at: '' }, { ...after, updated_at: '' });

/** Products: create or update is decided when the operation is applied (contract magento-bulk 8). */
export const productModel: EntityModel = {
  apply(document, operation, context): Applied {
    const before = document as ProductDocument | null;
    if (operation.action === 'delete') {
      return before === null ? { kind: 'refused', refusal: NOT_FOUND } : { kind: 'applied', document: null };
    }
    const after = before === null ? create(operation, context) : update(before, operation, context);
    return { kind: 'applied', document: after };
  },
  same: (before, after) =>
    before !== null && after !== null && sameProduct(before as ProductDocument, after as ProductDocument),
  /** The entity cut down to what names it: whole ones would outgrow the outcome (contract magento-bulk 8). */
  result: ({ action, payload }, id) =>
    action === 'delete' ? 'true' : JSON.stringify({ id, sku: (payload as ProductUpsertPayload).sku }),
};
