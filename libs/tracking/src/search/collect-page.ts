import { PortError, type SearchTally } from '@sluice/ports';
import type { OperationStatus } from '@sluice/schemas';
import type { OperationView } from '../operation-view';
import type { Sortable } from './search-order';

/** Operations of one chunk that belong together: those of some statuses, or a single one that was read. */
export interface Entry extends Sortable {
  readonly tally: Pick<SearchTally, 'bulkUuid' | 'index'>;
  readonly statuses: readonly OperationStatus[];
  readonly count: number;
  readonly operation: OperationView | null;
}

/** The entries that hold a page, and how many operations of the first one lie before it. */
export interface CollectedPage {
  readonly total: number;
  readonly skip: number;
  readonly entries: readonly Entry[];
}

/** Takes all entries, one after the other, and keeps what the page needs. */
export interface Collector {
  add(entry: Entry): void;
  page(): CollectedPage;
}

/** What may be kept to be put in order. */
export const MAX_SORTED = 100_000;

/** Entries that come in order: keeps those of the page alone. */
export function collectInOrder(offset: number, limit: number): Collector {
  const entries: Entry[] = [];
  let [total, passed, covered] = [0, 0, 0];
  return {
    add: (entry) => {
      total += entry.count;
      if (total <= offset) passed = total;
      else if (covered < offset - passed + limit) {
        entries.push(entry);
        covered += entry.count;
      }
    },
    page: () => ({ total, skip: Math.max(0, offset - passed), entries }),
  };
}

/** Entries in any order: keeps the first `offset + limit` operations of what came so far. */
export function collectSorted(
  compare: (left: Sortable, right: Sortable) => number,
  offset: number,
  limit: number,
): Collector {
  const wanted = offset + limit;
  const room = 2 * Math.min(wanted, MAX_SORTED) + 1_000;
  let entries: Entry[] = [];
  let total = 0;
  const trim = (): void => {
    let covered = 0;
    const kept = entries.sort(compare).filter(({ count }) => {
      const isWanted = covered < wanted;
      covered += count;
      return isWanted;
    });
    if (kept.length > MAX_SORTED) throw new PortError('refused', 'the page lies too deep to be put in order');
    entries = kept;
  };
  return {
    add: (entry) => {
      total += entry.count;
      entries.push(entry);
      if (entries.length > room) trim();
    },
    page: () => {
      trim();
      const page = collectInOrder(offset, limit);
      for (const entry of entries) page.add(entry);
      return { ...page.page(), total };
    },
  };
}
