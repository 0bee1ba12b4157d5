import {
  ALL_SCOPES,
  DEFAULT_CATEGORY_ID,
  ROOT_CATEGORY_ID,
  canonicalSku,
  type ProductDocument,
} from '@sluice/schemas';
import { searchEntities, type SearchAnswer } from '../../entities/search-entities';
import { noSuchEntity, wrongType } from '../../http/rest-error';
import { toScalar } from '../../items/scalar';
import type { JsonObject } from '../../json';
import type { RestCall } from '../../rest-call';
import type { ReadContext, ReadRow } from '../module';
import { readForest, type CategoryForest, type PlacedCategory } from './category-forest';
import { categoryView, treeView } from './category-views';

const CATEGORIES = {
  verb: 'GET',
  entity: 'category',
  access: 'magento:products:read',
  acl: 'Magento_Catalog::categories',
} as const;

const scopeOf = ({ options }: ReadContext, { target }: RestCall): string =>
  target.scope ?? options.stores.defaultView;

function toId(sent: string): number {
  const id = toScalar('int', sent);
  if (typeof id !== 'number') throw wrongType(sent, 'int');
  return id;
}

function requireCategory(forest: CategoryForest, id: number): PlacedCategory {
  const found = forest.get(id);
  if (found === undefined) throw noSuchEntity(`No such entity with id = ${id}`);
  return found;
}

/** A category under its key, for a synchronous answer. */
export async function categoryOf(
  context: ReadContext,
  key: string,
  scope: string,
): Promise<JsonObject | null> {
  const category = (await readForest(context)).get(Number(key));
  return category === undefined ? null : categoryView(category, scope);
}

const integerIn = (query: URLSearchParams, name: string): number | null => {
  const sent = query.get(name);
  return sent === null ? null : toId(sent);
};

/** The tree below the category that was named, else below the root of the store. */
async function readTree(context: ReadContext, call: RestCall): Promise<JsonObject> {
  const query = new URLSearchParams(call.query);
  const scope = scopeOf(context, call);
  const root = scope === ALL_SCOPES ? ROOT_CATEGORY_ID : DEFAULT_CATEGORY_ID;
  const id = integerIn(query, 'rootCategoryId') ?? root;
  const depth = integerIn(query, 'depth');
  const forest = await readForest(context);
  return treeView(forest, requireCategory(forest, id), { scope, depth });
}

const FIELDS: readonly string[] = [
  ...['id', 'entity_id', 'parent_id', 'name', 'is_active', 'position', 'level', 'product_count'],
  ...['children', 'created_at', 'updated_at', 'path', 'include_in_menu', 'url_key', 'url_path'],
  ...['description', 'display_mode', 'is_anchor', 'meta_title', 'meta_keywords', 'meta_description'],
];

/** The value of a printed property, else that of the custom attribute. */
function fieldValue(view: JsonObject, field: string): unknown {
  if (field === 'entity_id') return view.id;
  if (Object.hasOwn(view, field)) return view[field];
  const attributes = view.custom_attributes as readonly { attribute_code: string; value: unknown }[];
  return attributes.find(({ attribute_code }) => attribute_code === field)?.value;
}

const codesOf = ({ document: { custom_attributes = [], stores = [] } }: PlacedCategory): string[] =>
  [custom_attributes, ...stores.map(({ values }) => values.custom_attributes ?? [])]
    .flat()
    .map(({ attribute_code }) => attribute_code);

async function searchCategories(context: ReadContext, call: RestCall): Promise<SearchAnswer> {
  const forest = await readForest(context);
  const known = new Set([...FIELDS, ...[...forest.values()].flatMap(codesOf)]);
  const scope = scopeOf(context, call);
  return searchEntities(context, call, {
    entity: 'category',
    fields: (name) => known.has(name),
    fieldOf: fieldValue,
    keysOf: (field, value) =>
      field === 'id' || field === 'entity_id' ? value.split(',').map((one) => one.trim()) : null,
    toView: ({ key }) => {
      const category = forest.get(Number(key));
      return category === undefined ? null : categoryView(category, scope);
    },
  });
}

/** The products of a category in their order, as far as they are still there. */
async function productsIn(context: ReadContext, id: number): Promise<JsonObject[]> {
  const { document } = requireCategory(await readForest(context), id);
  const { products = [] } = document;
  const inOrder = [...products].sort((one, other) => one.position - other.position);
  const records = await context.entities.many(
    'product',
    inOrder.map(({ sku }) => canonicalSku(sku)),
  );
  const skus = new Map(records.map(({ key, document: product }) => [key, (product as ProductDocument).sku]));
  return inOrder.flatMap(({ sku, position }) => {
    const spelled = skus.get(canonicalSku(sku));
    return spelled === undefined ? [] : [{ sku: spelled, position, category_id: String(id) }];
  });
}

/** Reading categories back. */
export const CATEGORY_READS: readonly ReadRow[] = [
  {
    ...CATEGORIES,
    path: '/categories',
    description: 'The tree of categories.',
    answer: readTree,
  },
  {
    ...CATEGORIES,
    path: '/categories/list',
    description: 'A search over categories.',
    answer: searchCategories,
  },
  {
    ...CATEGORIES,
    path: '/categories/:categoryId',
    description: 'The category with this id, in the store scope of the path.',
    answer: async (context, call, { categoryId = '' }) => {
      const id = toId(categoryId);
      return categoryView(requireCategory(await readForest(context), id), scopeOf(context, call));
    },
  },
  {
    ...CATEGORIES,
    path: '/categories/:categoryId/products',
    description: 'The products of a category.',
    answer: (context, _call, { categoryId = '' }) => productsIn(context, toId(categoryId)),
  },
];
