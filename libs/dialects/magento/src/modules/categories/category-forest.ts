import { ROOT_CATEGORY_ID, type CategoryDocument } from '@sluice/schemas';
import type { ReadContext } from '../module';

/** A category with its place in the tree. */
export interface PlacedCategory {
  readonly id: number;
  readonly document: CategoryDocument;
  /** Ids from the root down, itself last. */
  readonly path: readonly number[];
  /** In their order. */
  readonly children: readonly number[];
}

/** All categories that hang on the root, by id. */
export type CategoryForest = ReadonlyMap<number, PlacedCategory>;

type Documents = ReadonlyMap<number, CategoryDocument>;

function childrenByParent(documents: Documents): ReadonlyMap<number, number[]> {
  const children = new Map<number, number[]>();
  const inOrder = [...documents].sort(
    ([id, one], [otherId, other]) => one.position - other.position || id - otherId,
  );
  for (const [id, { parent_id }] of inOrder) {
    const siblings = children.get(parent_id);
    if (siblings === undefined) children.set(parent_id, [id]);
    else siblings.push(id);
  }
  return children;
}

/** Walks down from the root: what hangs on nothing, or on itself, is never reached and so is not there. */
export function placeCategories(documents: Documents): CategoryForest {
  const children = childrenByParent(documents);
  const placed = new Map<number, PlacedCategory>();
  const open: { readonly id: number; readonly above: readonly number[] }[] = [
    { id: ROOT_CATEGORY_ID, above: [] },
  ];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { id } = next;
    const document = documents.get(id);
    if (document === undefined || placed.has(id)) continue;
    const path = [...next.above, id];
    const below = children.get(id) ?? [];
    placed.set(id, { id, document, path, children: below });
    open.push(...below.map((child) => ({ id: child, above: path })));
  }
  return placed;
}

/** The categories as they stand. Rejects with a PortError. */
export async function readForest({ entities }: ReadContext): Promise<CategoryForest> {
  const documents = new Map<number, CategoryDocument>();
  for await (const records of entities.all('category')) {
    for (const { key, document } of records) documents.set(Number(key), document as CategoryDocument);
  }
  return placeCategories(documents);
}
