import { ROOT_CATEGORY_ID, type CategoryDocument } from '@sluice/schemas';
import type { Supplies } from '../model';

/**
 * The ids from this category up to the root, itself first; null where one of them is not there, so that the category
 * counts as gone. A ring of categories (two moves that crossed) leads nowhere, too.
 */
export function lineageOf(id: number, supplies: Supplies): readonly number[] | null {
  const ids: number[] = [];
  let next = id;
  while (!ids.includes(next)) {
    const category = supplies.document('categories', String(next)) as CategoryDocument | null;
    if (category === null) return null;
    ids.push(next);
    if (next === ROOT_CATEGORY_ID) return ids;
    next = category.parent_id;
  }
  return null;
}
