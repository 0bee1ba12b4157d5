import {
  ALL_SCOPES,
  type CategoryDocument,
  type CategoryValues,
  type CustomAttribute,
} from '@sluice/schemas';
import type { JsonObject } from '../../json';
import type { CategoryForest, PlacedCategory } from './category-forest';

const mergeAttributes = (outer: CategoryValues, own: CategoryValues): CustomAttribute[] => {
  const all = [...(outer.custom_attributes ?? []), ...(own.custom_attributes ?? [])];
  return [...new Map(all.map((attribute) => [attribute.attribute_code, attribute])).values()];
};

/** The values of a scope (`all` or a store view): own ones over global ones. */
function valuesIn(document: CategoryDocument, scope: string) {
  const own: CategoryValues =
    document.stores?.find(({ code }) => scope !== ALL_SCOPES && code === scope)?.values ?? {};
  return {
    name: own.name ?? document.name ?? null,
    is_active: own.is_active ?? document.is_active ?? true,
    include_in_menu: own.include_in_menu ?? document.include_in_menu ?? true,
    available_sort_by: own.available_sort_by ?? document.available_sort_by ?? [],
    custom_attributes: mergeAttributes(document, own),
  };
}

/** Magento counts the levels from the root, which is 0. */
const levelOf = ({ path }: PlacedCategory): number => path.length - 1;

/** Magento's JSON of a category as it is seen in the scope; what its sender alone knew is unfolded. */
export function categoryView(category: PlacedCategory, scope: string): JsonObject {
  const { id, document, path, children } = category;
  const values = valuesIn(document, scope);
  const known = {
    id,
    parent_id: document.parent_id,
    name: values.name,
    is_active: values.is_active,
    position: document.position,
    level: levelOf(category),
    product_count: (document.products ?? []).length,
    children: children.join(','),
    created_at: document.created_at ?? null,
    updated_at: document.updated_at ?? null,
    path: path.join('/'),
    available_sort_by: values.available_sort_by,
    include_in_menu: values.include_in_menu,
  };
  const others = Object.entries(document.attributes).filter(([name]) => !Object.hasOwn(known, name));
  return Object.fromEntries<unknown>([
    ...Object.entries(known),
    ...others,
    ['custom_attributes', values.custom_attributes],
  ]);
}

/** How much of the tree is shown, and in which scope. */
export interface TreeQuery {
  readonly scope: string;
  /** Levels below the category itself; null for all. */
  readonly depth: number | null;
}

/** Magento's JSON of a category with everything below it. */
export function treeView(
  forest: CategoryForest,
  category: PlacedCategory,
  { scope, depth }: TreeQuery,
): JsonObject {
  const { id, document, children } = category;
  const { name, is_active } = valuesIn(document, scope);
  const below = { scope, depth: depth === null ? null : depth - 1 };
  const shown = depth === null || depth > 0 ? children : [];
  return {
    id,
    parent_id: document.parent_id,
    name,
    is_active,
    position: document.position,
    level: levelOf(category),
    product_count: (document.products ?? []).length,
    children_data: shown.flatMap((child) => {
      const placed = forest.get(child);
      return placed === undefined ? [] : [treeView(forest, placed, below)];
    }),
  };
}
