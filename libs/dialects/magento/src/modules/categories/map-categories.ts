import type { IncomingItem } from '@sluice/intake';
import { requiredFields, wrongType } from '../../http/rest-error';
import { intArgument, objectArgument, requiredInt, requiredText } from '../../items/scalar-arguments';
import { toScalar } from '../../items/scalar';
import { keyedItem } from '../../items/sku-item';
import type { JsonObject } from '../../json';
import type { DeferredItem, ItemMapper, MapContext } from '../module';
import { CATEGORY, CATEGORY_PRODUCT_LINK } from './category-shapes';
import type { CallArguments } from '../../items/arguments';

const onCategory = (action: string, id: number, payload: JsonObject): IncomingItem =>
  keyedItem(action, String(id), { id, ...payload });

/** The category without what only the server writes. */
function categoryArgument(args: CallArguments, { limits }: MapContext): JsonObject {
  const sent = objectArgument(args, 'category', { shape: CATEGORY, limits });
  const { level: _l, children: _c, path: _p, created_at: _at, updated_at: _then, ...category } = sent;
  return category;
}

/** Its id is its key, so it is taken here; what is hashed is what was sent. With an id it is a change. */
const createCategory: ItemMapper = (args, context): IncomingItem | DeferredItem => {
  const { id, ...category } = categoryArgument(args, context);
  if (typeof id === 'number' && id !== 0) return onCategory('update', id, category);
  return {
    kind: 'deferred',
    ids: { collection: 'categories', count: 1 },
    finish: ({ ids: [taken = 0] }) => {
      const item = onCategory('create', taken, category);
      return item.kind === 'operation' ? { ...item, hashed: category } : item;
    },
  };
};

const updateCategory: ItemMapper = (args, context) => {
  const { id, ...category } = categoryArgument(args, context);
  if (typeof id !== 'number') throw requiredFields(['id']);
  return onCategory('update', id, category);
};

const moveCategory: ItemMapper = (args) => {
  const after_id = intArgument(args, 'afterId');
  return onCategory('move', requiredInt(args, 'categoryId'), {
    parent_id: requiredInt(args, 'parentId'),
    ...(after_id === undefined ? {} : { after_id }),
  });
};

/** The id is text in this interface; a text that is no id means no category. */
const addProduct: ItemMapper = (args, { limits }) => {
  const link = objectArgument(args, 'productLink', { shape: CATEGORY_PRODUCT_LINK, limits });
  const { category_id: sent = null, ...product } = link;
  if (sent === null || sent === '') throw requiredFields(['category_id']);
  if (typeof product.sku !== 'string' || product.sku === '') throw requiredFields(['sku']);
  const id = toScalar('int', sent);
  if (typeof id !== 'number') throw wrongType(sent, 'int', 'category_id');
  return onCategory('add-product', id, product);
};

/** By `entity/action`. */
export const CATEGORY_MAPPERS: Readonly<Record<string, ItemMapper>> = {
  'category/create': createCategory,
  'category/update': updateCategory,
  'category/delete': (args) => onCategory('delete', requiredInt(args, 'categoryId'), {}),
  'category/move': moveCategory,
  'category/add-product': addProduct,
  'category/remove-product': (args) =>
    onCategory('remove-product', requiredInt(args, 'categoryId'), { sku: requiredText(args, 'sku') }),
};

/** The items that such payloads were mapped from; a create is shown without the id it was given. */
export const CATEGORY_ITEMS: Readonly<Record<string, (payload: JsonObject) => JsonObject>> = {
  'category/create': ({ id: _id, ...category }) => ({ category }),
  'category/update': (category) => ({ category }),
  'category/delete': ({ id }) => ({ categoryId: id }),
  'category/move': ({ id, parent_id, after_id }) => ({
    categoryId: id,
    parentId: parent_id,
    ...(after_id === undefined ? {} : { afterId: after_id }),
  }),
  'category/add-product': ({ id, ...product }) => ({ productLink: { ...product, category_id: String(id) } }),
  'category/remove-product': ({ id, sku }) => ({ categoryId: id, sku }),
};
