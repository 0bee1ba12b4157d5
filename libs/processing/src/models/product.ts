import {
  ALL_SCOPES,
  type ProductDocument,
  type ProductPartAction,
  type ProductPartPayload,
  type ProductUpsertPayload,
  type ProductValues,
} from '@sluice/schemas';
import type { Applied, AppliedOperation, ApplyContext, EntityModel, OperationContext } from '../model';
import { sameJson } from '../same-json';
import { addChild, saveConfigurableOption } from './product-configurable';
import { removeLink, saveLink, setLinks } from './product-links';
import { withLists } from './product-lists';
import { addMedia, removeMedia, updateMedia } from './product-media';
import { removeOption, saveOption } from './product-options';
import { isRefusal, type ApplyPart } from './product-part';
import { PRODUCT_NOT_FOUND, timestamp } from './product-refusals';
import { EMPTY_VALUES, mergeForStore, mergeValues } from './product-values';
import { addWebsite } from './product-websites';

/** What a product has when its creator does not say (contract magento-bulk 8: type, attribute set of the registry). */
const DEFAULTS = { type_id: 'simple', attribute_set_id: 4, status: 1, visibility: 4 } as const;

type Draft<Fields> = { -readonly [Name in keyof Fields]: Fields[Name] };

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

/** Update: without a code the default store view only, for `all` the global values, else that store view. */
function update(
  before: ProductDocument,
  operation: AppliedOperation,
  context: OperationContext,
): ProductDocument {
  const sent = operation.payload as ProductUpsertPayload;
  const scope = operation.scope ?? context.stores.defaultView;
  const values =
    scope === ALL_SCOPES
      ? { global: mergeValues(before.global, sent), stores: before.stores }
      : mergeForStore(before, scope, { sent, context });
  const document: Draft<ProductDocument> = {
    ...before,
    ...values,
    updated_at: timestamp(context.now),
    attributes:
      sent.attributes === undefined ? before.attributes : { ...before.attributes, ...sent.attributes },
  };
  setGlobal(document, sent);
  return document;
}

type PartActions = { readonly [Action in ProductPartAction]: ApplyPart<ProductPartPayload<Action>> };

const PART_ACTIONS: PartActions = {
  'add-media': addMedia,
  'update-media': updateMedia,
  'remove-media': removeMedia,
  'set-links': setLinks,
  'save-link': saveLink,
  'remove-link': removeLink,
  'add-website': addWebsite,
  'save-option': saveOption,
  'remove-option': removeOption,
  'add-child': addChild,
  'save-configurable-option': saveConfigurableOption,
};

/** The registry lets no other action through, and no payload that is not of its action. */
const partActionOf = (action: string): ApplyPart<unknown> =>
  PART_ACTIONS[action as ProductPartAction] as ApplyPart<unknown>;

function applyPart(
  before: ProductDocument,
  { action, payload }: AppliedOperation,
  context: OperationContext,
): Applied {
  const answer = partActionOf(action)(before, payload, context);
  if (isRefusal(answer)) return { kind: 'refused', refusal: answer };
  const document: ProductDocument = {
    ...before,
    ...answer.changes,
    updated_at: timestamp(context.now),
  };
  // `true` is what the model answers by itself; what it can work out again need not be remembered.
  return answer.result === 'true'
    ? { kind: 'applied', document }
    : { kind: 'applied', document, result: answer.result };
}

function upsert(
  before: ProductDocument | null,
  operation: AppliedOperation,
  context: OperationContext,
): Applied {
  const own = before === null ? create(operation, context) : update(before, operation, context);
  const document = withLists(own, operation.payload as ProductUpsertPayload, context);
  return isRefusal(document) ? { kind: 'refused', refusal: document } : { kind: 'applied', document };
}

/** Every write changes `updated_at`; it says nothing of its own. */
const sameProduct = (before: ProductDocument, after: ProductDocument): boolean =>
  sameJson({ ...before, updated_at: '' }, { ...after, updated_at: '' });

/** Products: create or update is decided when the operation is applied (contract magento-bulk 8). */
export const productModel: EntityModel = {
  apply(document, operation, context): Applied {
    const before = document as ProductDocument | null;
    if (operation.action === 'upsert') return upsert(before, operation, context);
    if (before === null) return { kind: 'refused', refusal: PRODUCT_NOT_FOUND };
    if (operation.action === 'delete') return { kind: 'applied', document: null };
    return applyPart(before, operation, context);
  },
  same: (before, after) =>
    before !== null && after !== null && sameProduct(before as ProductDocument, after as ProductDocument),
  /** The entity cut down to what names it: whole ones would outgrow the outcome (contract magento-bulk 8). */
  result: ({ action, payload }, id) =>
    action === 'upsert' ? JSON.stringify({ id, sku: (payload as ProductUpsertPayload).sku }) : 'true',
};
