import { PortError, type BulkStore, type RejectStore, type SearchTally } from '@sluice/ports';
import { CHUNK_SIZE, type BulkChunk, type OperationStatus } from '@sluice/schemas';
import { statusOf, viewsOf } from '../operation-views';
import { parseMessage } from '../parse-message';
import type { OperationView } from '../operation-view';
import { countOf } from './locate-page';
import {
  collectInOrder,
  collectSorted,
  type CollectedPage,
  type Collector,
  type Entry,
} from './collect-page';
import type { ContentOf, OperationSearch, SearchedOperation } from './operation-search';
import { comparator, type PlannedOrder } from './search-order';
import { isChunkField, type FieldOf, type SearchPlan } from './search-plan';
import { startTime } from './start-time';

/** What a search reads from. */
export interface SearchDeps {
  readonly bulks: BulkStore;
  readonly rejects: RejectStore;
}

/** A search that the index alone cannot answer. */
export interface StreamedSearch {
  readonly search: OperationSearch;
  readonly plan: SearchPlan;
  readonly order: PlannedOrder;
}

const TALLIES_AT_ONCE = 1_000;
/** Chunks in memory at a time; one may hold a few megabytes of results. */
const CHUNKS_AT_ONCE = 8;
/** Failed operations whose messages are in memory at a time: each may be as large as the bus takes, 1 MiB. */
const MESSAGES_AT_ONCE = 32;

const directionOf = (order: PlannedOrder): 'oldest' | 'newest' =>
  order.kind === 'natural' ? order.order : 'oldest';

const sortFields = (order: PlannedOrder): readonly string[] =>
  order.kind === 'natural' ? [] : order.by.map(({ field }) => field);

/** Throws once the caller has stopped waiting. */
function checkTime({ signal }: OperationSearch): void {
  if (signal?.aborted === true) throw new PortError('deadline', 'the search took too long');
}

async function* tallyPages(
  bulks: BulkStore,
  { search, plan, order }: StreamedSearch,
): AsyncGenerator<readonly SearchTally[]> {
  let after: SearchTally | undefined;
  for (;;) {
    checkTime(search);
    const query = { ...plan.tally, order: directionOf(order), withTotal: false, limit: TALLIES_AT_ONCE };
    const { tallies } = await bulks.searchTallies(after === undefined ? query : { ...query, after });
    yield tallies;
    after = tallies.at(-1);
    if (tallies.length < TALLIES_AT_ONCE) return;
  }
}

/** The fields that all operations of a chunk have in common. */
const chunkField =
  (tally: SearchTally, status: OperationStatus): FieldOf =>
  (field) => {
    switch (field) {
      case 'start_time':
        return startTime(tally.acceptedAt);
      case 'bulk_uuid':
        return tally.bulkUuid;
      case 'topic_name':
        return tally.description;
      case 'status':
        return status;
      default:
        return null;
    }
  };

/** The statuses of a chunk that can be among what is found. */
const statusesOf = (tally: SearchTally, { tally: { statuses }, chunkTests }: SearchPlan): OperationStatus[] =>
  statuses.filter(
    (status) => tally.statuses[status] > 0 && chunkTests.every((test) => test(chunkField(tally, status))),
  );

/** A chunk's operations as one entry, or where statuses are to be in order one for each of them. */
function segments(tally: SearchTally, statuses: readonly OperationStatus[], order: PlannedOrder): Entry[] {
  const fields = sortFields(order);
  const parts = fields.includes('status') ? statuses.map((status) => [status]) : [statuses];
  return parts.flatMap((part) => {
    const [first] = part;
    if (first === undefined) return [];
    const { acceptedAt, bulkUuid, index } = tally;
    const values = fields.map(chunkField(tally, first));
    const place = { acceptedAt, bulkUuid, id: index * CHUNK_SIZE };
    return [{ tally, statuses: part, count: countOf(tally, part), operation: null, values, ...place }];
  });
}

/** What the stores know themselves. */
const storedContent: ContentOf = (field, { operation, messages }) => {
  switch (field) {
    case 'result_message':
      return operation.error?.message ?? null;
    case 'error_code':
      return operation.error?.code ?? null;
    case 'serialized_data':
      return messages.length === 0 ? null : JSON.stringify(messages);
    case 'result_serialized_data':
      return operation.result;
  }
};

const operationField =
  (tally: SearchTally, searched: SearchedOperation, contentOf: ContentOf): FieldOf =>
  (field) => {
    switch (field) {
      case 'id':
        return searched.operation.id;
      case 'result_message':
      case 'error_code':
      case 'serialized_data':
      case 'result_serialized_data':
        return contentOf(field, searched);
      default:
        return chunkField(tally, searched.status)(field);
    }
  };

interface Candidates {
  readonly tally: SearchTally;
  readonly statuses: readonly OperationStatus[];
}

async function messagesOf(
  { rejects }: SearchDeps,
  bulkUuid: string,
  views: readonly OperationView[],
): Promise<ReadonlyMap<number, readonly unknown[]>> {
  const ids = views.filter(({ state }) => state === 'failed').map(({ id }) => id);
  if (ids.length === 0) return new Map();
  const found = await rejects.read(bulkUuid, ids);
  return new Map([...found].map(([id, parts]) => [id, parts.map(({ message }) => parseMessage(message))]));
}

/** The operations of a chunk that are found, each an entry. */
async function* matching(
  deps: SearchDeps,
  { search, plan, order }: StreamedSearch,
  { tally, statuses, chunk }: Candidates & { readonly chunk: BulkChunk },
): AsyncGenerator<Entry> {
  const { contentOf = storedContent } = search;
  const { acceptedAt, bulkUuid, description: topicName } = tally;
  const fields = sortFields(order);
  const views = viewsOf(chunk, 0).filter((view) => statuses.includes(statusOf(view)));
  if (directionOf(order) === 'newest') views.reverse();
  const slice = plan.needsMessages ? MESSAGES_AT_ONCE : views.length;
  for (let start = 0; start < views.length; start += slice) {
    checkTime(search);
    const some = views.slice(start, start + slice);
    const messages = plan.needsMessages ? await messagesOf(deps, bulkUuid, some) : new Map<number, never>();
    for (const operation of some) {
      const status = statusOf(operation);
      const facts = { bulkUuid, topicName, acceptedAt, messages: messages.get(operation.id) ?? [] };
      const fieldOf = operationField(tally, { operation, status, ...facts }, contentOf);
      if (!plan.operationTests.every((test) => test(fieldOf))) continue;
      const place = { acceptedAt, bulkUuid, id: operation.id };
      yield { tally, statuses: [status], count: 1, operation, values: fields.map(fieldOf), ...place };
    }
  }
}

async function readAndCollect(
  deps: SearchDeps,
  streamed: StreamedSearch,
  { candidates, collector }: { readonly candidates: readonly Candidates[]; readonly collector: Collector },
): Promise<void> {
  for (let start = 0; start < candidates.length; start += CHUNKS_AT_ONCE) {
    checkTime(streamed.search);
    const some = candidates.slice(start, start + CHUNKS_AT_ONCE);
    const chunks = await deps.bulks.readChunks(some.map(({ tally }) => tally));
    for (const [place, candidate] of some.entries()) {
      const chunk = chunks[place];
      if (chunk === undefined || chunk === null) continue;
      for await (const entry of matching(deps, streamed, { ...candidate, chunk })) collector.add(entry);
    }
  }
}

/** Whether operations have to be read to decide or to order them. */
const readsOperations = ({ plan, order }: StreamedSearch): boolean =>
  plan.operationTests.length > 0 || !sortFields(order).every(isChunkField);

function collectorOf({ search, order }: StreamedSearch): Collector {
  const { offset, limit } = search;
  return order.kind === 'natural'
    ? collectInOrder(offset, limit)
    : collectSorted(comparator(order.by), offset, limit);
}

/** Goes through all chunks that the index offers, and through their operations only where it must. */
export async function streamPage(deps: SearchDeps, streamed: StreamedSearch): Promise<CollectedPage> {
  const { plan, order } = streamed;
  const collector = collectorOf(streamed);
  const reads = readsOperations(streamed);
  for await (const tallies of tallyPages(deps.bulks, streamed)) {
    const candidates = tallies
      .map((tally) => ({ tally, statuses: statusesOf(tally, plan) }))
      .filter(({ statuses }) => statuses.length > 0);
    if (reads) await readAndCollect(deps, streamed, { candidates, collector });
    else {
      for (const { tally, statuses } of candidates) {
        for (const entry of segments(tally, statuses, order)) collector.add(entry);
      }
    }
  }
  return collector.page();
}
