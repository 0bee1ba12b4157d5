import { isDeepStrictEqual } from 'node:util';
import {
  ALL_SCOPES,
  type CustomAttribute,
  type ProductDocument,
  type ProductUpsertPayload,
  type ProductValues,
} from '@sluice/schemas';
import type { Applied, AppliedOperation, ApplyContext, EntityModel } from '../model';

/** What a product has when its creator does not say (contract magento-bulk 8: type, attribute set of the registry). */
const DEFAULTS = { type_id: 'simple', attribute_set_id: 4, status: 1, visibility: 4 } as const;

const NOT_FOUND = {
  class: 'final',
  code: 'not_found',
  message: "The product that was requested doesn't exist. Verify the product and try again.",
} as const;

const timestamp = (now: number): string => new Date(now).toISOString().slice(0, 19).replace('T', ' ');

type Present<Source, Key extends keyof Source> = { [K in Key]?: Exclude<Source[K], undefined> };

/** The entries of `source` that are there, under these names. */
const pick = <Source extends object, Key extends keyof Source>(source: Source, keys: readonly Key[]) =>
  Object.fromEntries(
    keys.flatMap((key) => (source[key] === undefined ? [] : [[key, source[key]]])),
  ) as Present<Source, Key>;

const SCOPED = ['name', 'status', 'visibility'] as const;
const GLOBAL = ['type_id', 'attribute_set_id', 'price', 'weight', 'created_at'] as const;

/** Custom attributes merge by code, later ones win, first positions stay. */
function mergeAttributes(
  before: readonly CustomAttribute[],
  sent: readonly CustomAttribute[],
): CustomAttribute[] {
  if (before.length === 0 && sent.length < 2) return [...sent];
  const merged = new Map(before.map((attribute) => [attribute.attribute_code, attribute]));
  for (const attribute of sent) merged.set(attribute.attribute_code, attribute);
  return [...merged.values()];
}

const mergeValues = (before: ProductValues | undefined, sent: ProductUpsertPayload): ProductValues => ({
  ...before,
  ...pick(sent, SCOPED),
  custom_attributes: mergeAttributes(before?.custom_attributes ?? [], sent.custom_attributes ?? []),
});

const EMPTY_VALUES: ProductValues = { custom_attributes: [] };

/** Create: without a code and for `all` every value is global; under a code only the required ones are, too. */
function create(
  sent: ProductUpsertPayload,
  scope: string | undefined,
  context: ApplyContext,
): ProductDocument {
  const now = timestamp(context.now);
  const everywhere = scope === undefined || scope === ALL_SCOPES;
  const values = mergeValues(
    { status: DEFAULTS.status, visibility: DEFAULTS.visibility, custom_attributes: [] },
    sent,
  );
  const { custom_attributes: _scoped, ...required } = values;
  return {
    sku: sent.sku,
    type_id: DEFAULTS.type_id,
    attribute_set_id: DEFAULTS.attribute_set_id,
    created_at: now,
    ...withoutNull(pick(sent, GLOBAL)),
    updated_at: now,
    global: everywhere ? values : { ...required, custom_attributes: [] },
    stores: everywhere ? [] : [{ code: scope, values: mergeValues(undefined, sent) }],
    attributes: { ...sent.attributes },
  };
}

/** The typed fields that must have a value keep it when null is sent. */
function withoutNull(fields: Present<ProductUpsertPayload, (typeof GLOBAL)[number]>) {
  const { type_id, attribute_set_id, created_at, ...rest } = fields;
  return {
    ...rest,
    ...(type_id === null || type_id === undefined ? {} : { type_id }),
    ...(attribute_set_id === null || attribute_set_id === undefined ? {} : { attribute_set_id }),
    ...(created_at === null || created_at === undefined ? {} : { created_at }),
  };
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
  SCOPED.some((field) => sent[field] !== undefined) || (sent.custom_attributes ?? []).length > 0;

/** Update: without a code the default store view only, for `all` the global values, else that store view. */
function update(
  before: ProductDocument,
  operation: AppliedOperation,
  context: ApplyContext,
): ProductDocument {
  const sent = operation.payload as ProductUpsertPayload;
  const scope = operation.scope ?? context.stores.defaultView;
  const globally = scope === ALL_SCOPES;
  return {
    ...before,
    ...withoutNull(pick(sent, GLOBAL)),
    updated_at: timestamp(context.now),
    global: globally ? mergeValues(before.global, sent) : before.global,
    stores: globally || !sendsScoped(sent) ? before.stores : mergeStore(before.stores, scope, sent),
    attributes: { ...before.attributes, ...sent.attributes },
  };
}

function upsert(
  before: ProductDocument | null,
  operation: AppliedOperation,
  context: ApplyContext,
): ProductDocument {
  if (before !== null) return update(before, operation, context);
  return create(operation.payload as ProductUpsertPayload, operation.scope, context);
}

const withoutTime = ({ updated_at: _time, ...document }: ProductDocument): object => document;

/** Products: create or update is decided when the operation is applied (contract magento-bulk 8). */
export const productModel: EntityModel = {
  apply(document, operation, context): Applied {
    const before = document as ProductDocument | null;
    if (operation.action === 'delete') {
      return before === null ? { kind: 'refused', refusal: NOT_FOUND } : { kind: 'applied', document: null };
    }
    return { kind: 'applied', document: upsert(before, operation, context) };
  },
  same: (before, after) =>
    before !== null &&
    after !== null &&
    isDeepStrictEqual(withoutTime(before as ProductDocument), withoutTime(after as ProductDocument)),
  /** The entity cut down to what names it: whole ones would outgrow the outcome (contract magento-bulk 8). */
  result: (document, id) =>
    document === null ? null : JSON.stringify({ id, sku: (document as ProductDocument).sku }),
};
