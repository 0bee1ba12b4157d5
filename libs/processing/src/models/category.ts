import {
  DEFAULT_CATEGORY_ID,
  ROOT_CATEGORY_ID,
  canonicalSku,
  type CategoryDocument,
  type CategoryMovePayload,
  type CategoryPayload,
  type CategoryProductPayload,
} from '@sluice/schemas';
import type { Applied, AppliedOperation, EntityModel, OperationContext, Refusal } from '../model';
import { sameJson } from '../same-json';
import { lineageOf } from './category-lineage';
import { createScoped, mergeScoped } from './category-values';
import { PRODUCT_NOT_FOUND, invalid, noSuchEntity, timestamp } from './product-refusals';

const refused = (refusal: Refusal): Applied => ({ kind: 'refused', refusal });
const applied = (document: CategoryDocument | null): Applied => ({ kind: 'applied', document });

const NAME_MISSING = invalid(
  'Could not save category: The "Name" attribute is required. Enter and try again.',
);

/** A new category stands behind those made before it, unless its place is told. */
function create(operation: AppliedOperation, context: OperationContext): Applied {
  const sent = operation.payload as CategoryPayload;
  const parent_id = sent.parent_id ?? DEFAULT_CATEGORY_ID;
  if ((sent.name ?? '') === '') return refused(NAME_MISSING);
  if (lineageOf(parent_id, context.supplies) === null) return refused(noSuchEntity('id', parent_id));
  const now = timestamp(context.now);
  const base: CategoryDocument = {
    parent_id,
    position: sent.position ?? sent.id,
    is_active: true,
    include_in_menu: true,
    created_at: now,
    updated_at: now,
    attributes: sent.attributes ?? {},
  };
  return applied(createScoped(base, operation.scope, sent));
}

/** The parent stays: moving is a call of its own. */
function update(before: CategoryDocument, operation: AppliedOperation, context: OperationContext): Applied {
  const sent = operation.payload as CategoryPayload;
  const after = mergeScoped(before, operation.scope ?? context.stores.defaultView, sent);
  if (sent.name === '') return refused(NAME_MISSING);
  const position = sent.position ?? before.position;
  return applied({ ...after, position, attributes: { ...before.attributes, ...sent.attributes } });
}

function remove(id: number): Applied {
  return id === ROOT_CATEGORY_ID || id === DEFAULT_CATEGORY_ID
    ? refused(invalid(`Cannot delete category with id ${id}`))
    : applied(null);
}

/** Behind the sibling that was named; else it keeps its position among the new ones. */
function move(before: CategoryDocument, sent: CategoryMovePayload, { supplies }: OperationContext): Applied {
  const { id, parent_id, after_id } = sent;
  const line = lineageOf(parent_id, supplies);
  if (line === null) return refused(noSuchEntity('id', parent_id));
  if (line.includes(id))
    return refused(invalid('Operation do not allow to move a parent category to any of children category'));
  const after =
    (after_id ?? 0) === 0
      ? null
      : (supplies.document('categories', String(after_id)) as CategoryDocument | null);
  const position = after?.parent_id === parent_id ? after.position + 1 : before.position;
  return applied({ ...before, parent_id, position });
}

const isOf =
  (sku: string) =>
  (product: { readonly sku: string }): boolean =>
    canonicalSku(product.sku) === canonicalSku(sku);

/** Adds a product that is there, or changes its position. */
function addProduct(
  before: CategoryDocument,
  { sku, position }: CategoryProductPayload,
  { supplies }: OperationContext,
): Applied {
  if (!supplies.exists('products', canonicalSku(sku))) return refused(PRODUCT_NOT_FOUND);
  const { products = [] } = before;
  const own = products.find(isOf(sku));
  const after = { sku: own?.sku ?? sku, position: position ?? own?.position ?? 0 };
  const list = own === undefined ? [...products, after] : products.map((one) => (one === own ? after : one));
  return applied({ ...before, products: list });
}

function removeProduct(before: CategoryDocument, sku: string, { supplies }: OperationContext): Applied {
  const { products = [] } = before;
  const left = products.filter((one) => !isOf(sku)(one));
  if (left.length < products.length) return applied({ ...before, products: left });
  return refused(
    supplies.exists('products', canonicalSku(sku))
      ? invalid("The category doesn't contain the specified product.")
      : PRODUCT_NOT_FOUND,
  );
}

function applyToPresent(
  before: CategoryDocument,
  operation: AppliedOperation,
  context: OperationContext,
): Applied {
  const { action, payload } = operation;
  if (action === 'update') return update(before, operation, context);
  if (action === 'delete') return remove(context.id);
  if (action === 'move') return move(before, payload as CategoryMovePayload, context);
  if (action === 'add-product') return addProduct(before, payload as CategoryProductPayload, context);
  return removeProduct(before, (payload as CategoryProductPayload).sku, context);
}

const touched = (answer: Applied, now: number): Applied =>
  answer.kind === 'applied' && answer.document !== null
    ? { ...answer, document: { ...(answer.document as CategoryDocument), updated_at: timestamp(now) } }
    : answer;

/** A category below one that is gone is gone, too. */
const isThere = (before: CategoryDocument, id: number, context: OperationContext): boolean =>
  id === ROOT_CATEGORY_ID || lineageOf(before.parent_id, context.supplies) !== null;

/** Categories: one document each, its place told by its parent. */
export const categoryModel: EntityModel = {
  apply(document, operation, context): Applied {
    const before = document as CategoryDocument | null;
    const { id } = operation.payload as { id: number };
    if (operation.action === 'create') {
      const taken = `Could not save category: the id ${id} is taken.`;
      return before === null ? create(operation, context) : refused(invalid(taken));
    }
    if (before === null || !isThere(before, id, context)) return refused(noSuchEntity('id', id));
    return touched(applyToPresent(before, operation, context), context.now);
  },
  same: (before, after) =>
    before !== null &&
    after !== null &&
    sameJson({ ...before, updated_at: '' }, { ...after, updated_at: '' }),
  result: ({ action, payload }) => {
    const { id, name } = payload as CategoryPayload;
    return action === 'create' || action === 'update' ? JSON.stringify({ id, name }) : 'true';
  },
};
