import type { BulkStore } from '@sluice/ports';
import type { BulkHeader } from '@sluice/schemas';
import { statusOf, viewsOf } from '../operation-views';
import type { OperationView } from '../operation-view';
import type { CollectedPage, Entry } from './collect-page';
import { locatePage } from './locate-page';
import type { FoundOperation, OperationSearch, OperationSearchPage } from './operation-search';
import { planOrder, type PlannedOrder } from './search-order';
import { planSearch, type SearchPlan } from './search-plan';
import { streamPage, type SearchDeps } from './stream-search';

/** Chunks of a page read in one call. */
const CHUNKS_AT_ONCE = 16;
const HEADERS_AT_ONCE = 50;

const NOTHING: OperationSearchPage = { items: [], totalCount: 0 };

/** The page from sums over the index alone. */
async function indexedPage(
  bulks: BulkStore,
  { tally: filter }: SearchPlan,
  page: Parameters<typeof locatePage>[2],
): Promise<CollectedPage> {
  const { total, skip, tallies } = await locatePage(bulks, filter, page);
  const entries = tallies.map((tally): Entry => ({
    tally,
    statuses: filter.statuses,
    count: 0,
    operation: null,
    values: [],
    acceptedAt: tally.acceptedAt,
    bulkUuid: tally.bulkUuid,
    id: 0,
  }));
  return { total, skip, entries };
}

/** Ordered by status: one status after the other, each from the index. */
async function pageByStatus(
  bulks: BulkStore,
  plan: SearchPlan,
  { search, direction }: { readonly search: OperationSearch; readonly direction: 'ASC' | 'DESC' },
): Promise<CollectedPage> {
  const ascending = [...plan.tally.statuses].sort();
  const entries: Entry[] = [];
  let { offset, limit } = search;
  let [total, skip] = [0, 0];
  for (const status of direction === 'ASC' ? ascending : ascending.reverse()) {
    const tally = { ...plan.tally, statuses: [status] };
    const page = await indexedPage(bulks, { ...plan, tally }, { order: 'oldest', offset, limit });
    if (entries.length === 0) skip = page.skip;
    entries.push(...page.entries);
    limit -= Math.min(limit, Math.max(0, page.total - offset));
    offset = Math.max(0, offset - page.total);
    total += page.total;
  }
  return { total, skip, entries };
}

/** The order, if it is by status alone. */
const statusOrder = (order: PlannedOrder): 'ASC' | 'DESC' | null => {
  const [first, ...others] = order.kind === 'sorted' ? order.by : [];
  return first?.field === 'status' && others.length === 0 ? first.direction : null;
};

interface Found {
  readonly bulkUuid: string;
  readonly operation: OperationView;
}

/** The operations of some entries; chunks are read where the entry does not hold its operation already. */
async function operationsOf(
  bulks: BulkStore,
  entries: readonly Entry[],
  isReversed: boolean,
): Promise<Found[]> {
  const unread = entries.filter(({ operation }) => operation === null);
  const chunks = unread.length === 0 ? [] : await bulks.readChunks(unread.map(({ tally }) => tally));
  const chunkOf = new Map(unread.map((entry, place) => [entry, chunks[place] ?? null]));
  return entries.flatMap((entry) => {
    const { bulkUuid, operation, statuses } = entry;
    if (operation !== null) return [{ bulkUuid, operation }];
    const chunk = chunkOf.get(entry) ?? null;
    const views = chunk === null ? [] : viewsOf(chunk, 0).filter((view) => statuses.includes(statusOf(view)));
    return (isReversed ? views.reverse() : views).map((view) => ({ bulkUuid, operation: view }));
  });
}

async function readPage(
  bulks: BulkStore,
  { entries, skip }: CollectedPage,
  { limit, isReversed }: { readonly limit: number; readonly isReversed: boolean },
): Promise<Found[]> {
  const found: Found[] = [];
  for (let start = 0; start < entries.length && found.length < limit; start += CHUNKS_AT_ONCE) {
    const some = await operationsOf(bulks, entries.slice(start, start + CHUNKS_AT_ONCE), isReversed);
    found.push(...some.slice(start === 0 ? skip : 0, limit - found.length + (start === 0 ? skip : 0)));
  }
  return found;
}

async function headersOf(
  bulks: BulkStore,
  uuids: ReadonlySet<string>,
): Promise<ReadonlyMap<string, BulkHeader>> {
  const headers = new Map<string, BulkHeader>();
  const list = [...uuids];
  for (let start = 0; start < list.length; start += HEADERS_AT_ONCE) {
    const some = list.slice(start, start + HEADERS_AT_ONCE);
    for (const summary of await Promise.all(some.map((uuid) => bulks.find(uuid)))) {
      if (summary !== null) headers.set(summary.header.bulkUuid, summary.header);
    }
  }
  return headers;
}

/** A bulk that is still being accepted is known to nobody: its operations are left out. */
async function withHeaders(bulks: BulkStore, found: readonly Found[]): Promise<FoundOperation[]> {
  const headers = await headersOf(bulks, new Set(found.map(({ bulkUuid }) => bulkUuid)));
  return found.flatMap(({ bulkUuid, operation }) => {
    const header = headers.get(bulkUuid);
    return header === undefined ? [] : [{ operation, status: statusOf(operation), header }];
  });
}

function pageOf(
  deps: SearchDeps,
  search: OperationSearch,
  { plan, order }: { readonly plan: SearchPlan; readonly order: PlannedOrder },
): Promise<CollectedPage> {
  const { offset, limit } = search;
  const isDecided = plan.chunkTests.length === 0 && plan.operationTests.length === 0;
  const direction = statusOrder(order);
  if (isDecided && order.kind === 'natural') {
    return indexedPage(deps.bulks, plan, { order: order.order, offset, limit });
  }
  return isDecided && direction !== null
    ? pageByStatus(deps.bulks, plan, { search, direction })
    : streamPage(deps, { search, plan, order });
}

/** Answers BulkQueries.searchOperations. */
export async function searchOperations(
  deps: SearchDeps,
  search: OperationSearch,
): Promise<OperationSearchPage> {
  const plan = planSearch(search);
  const { statuses, bulkUuids } = plan.tally;
  if (statuses.length === 0 || bulkUuids?.length === 0) return NOTHING;
  const order = planOrder(search.sortOrders, bulkUuids?.length === 1);
  const page = await pageOf(deps, search, { plan, order });
  const isReversed = order.kind === 'natural' && order.order === 'newest';
  const found = await readPage(deps.bulks, page, { limit: search.limit, isReversed });
  return { totalCount: page.total, items: await withHeaders(deps.bulks, found) };
}
