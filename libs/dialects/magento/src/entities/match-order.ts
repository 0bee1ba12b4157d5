import { compareValues, type SearchCriteria } from '@sluice/schemas';
import { MAX_PAGE_SIZE } from '../search/parse-criteria';

/** What is held of a match while all are gone through: enough to order them and to read a page again. */
export interface Match {
  readonly key: string;
  /** The values that are sorted by, one a sort order. */
  readonly by: readonly unknown[];
}

/** Compares matches by the sort orders, and by `tie` where those do not tell them apart. */
export const inOrder =
  <One extends Match>({ sortOrders }: SearchCriteria, tie: (left: One, right: One) => number) =>
  (left: One, right: One): number => {
    for (const [place, { direction }] of sortOrders.entries()) {
      const order = compareValues(left.by[place], right.by[place]);
      if (order !== 0) return direction === 'ASC' ? order : -order;
    }
    return tie(left, right);
  };

/** The matches of the page that is asked for. */
export function pageOf<One>(matches: readonly One[], { pageSize, currentPage }: SearchCriteria): One[] {
  const size = pageSize ?? MAX_PAGE_SIZE;
  return matches.slice((currentPage - 1) * size, currentPage * size);
}
