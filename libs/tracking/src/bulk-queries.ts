import type { BulkStore, Clock, RejectStore } from '@sluice/ports';
import { CHUNK_SIZE, type BulkSummary } from '@sluice/schemas';
import { deriveStatus } from './derive-status';
import { viewsOf } from './operation-views';
import { parseMessage } from './parse-message';
import type { OperationView } from './operation-view';
import type { BulkListQuery, BulkQueries, BulkStatus, OperationPage, OperationQuery } from './queries';
import { searchOperations } from './search/search-operations';

/** What the query side needs. */
export interface QueryDeps {
  readonly bulks: BulkStore;
  readonly rejects: RejectStore;
  readonly clock: Clock;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Chunks that can hold what is asked for, in order: a page never reads one without. */
const candidates = (summary: BulkSummary, from: number, state: OperationQuery['state']): number[] =>
  summary.tallies
    .filter(
      (tally) => (tally.index + 1) * CHUNK_SIZE > from && (state === undefined || tally.counts[state] > 0),
    )
    .map((tally) => tally.index);

async function pageOf(bulks: BulkStore, summary: BulkSummary, query: OperationQuery): Promise<OperationPage> {
  const from = query.from ?? 0;
  const { bulkUuid } = summary.header;
  const items: OperationView[] = [];
  for (const index of candidates(summary, from, query.state)) {
    const [chunk] = await bulks.readChunks([{ bulkUuid, index }]);
    if (chunk === undefined || chunk === null) continue;
    const views = viewsOf(chunk, Math.max(0, from - index * CHUNK_SIZE));
    for (const view of views) {
      if (query.state !== undefined && view.state !== query.state) continue;
      if (items.length === query.limit) return { items, next: view.id };
      items.push(view);
    }
  }
  return { items, next: null };
}

/** Bulks read at a time where the wanted state can only be known after reading. */
const LIST_BATCH = 200;

async function* allBulks(bulks: BulkStore, query: BulkListQuery, now: number): AsyncGenerator<BulkStatus> {
  const { dialect, entity, owner, state, limit } = query;
  const open = state === 'accepted' || state === 'running';
  const batch = state === undefined ? limit : LIST_BATCH;
  let after = query.after;
  for (;;) {
    const page = await bulks.list({
      order: 'newest',
      limit: batch,
      ...(dialect === undefined ? {} : { dialect }),
      ...(entity === undefined ? {} : { entity }),
      ...(owner === undefined ? {} : { owner }),
      ...(open ? { unfinishedAt: now } : {}),
      ...(after === undefined ? {} : { after }),
    });
    for (const summary of page) yield deriveStatus(summary, now);
    const last = page.at(-1);
    if (last === undefined || page.length < batch) return;
    after = { acceptedAt: last.header.acceptedAt, bulkUuid: last.header.bulkUuid };
  }
}

async function listBulks(bulks: BulkStore, query: BulkListQuery, now: number): Promise<BulkStatus[]> {
  const found: BulkStatus[] = [];
  if (query.limit === 0) return found;
  for await (const status of allBulks(bulks, query, now)) {
    if (query.state !== undefined && status.state !== query.state) continue;
    found.push(status);
    if (found.length === query.limit) break;
  }
  return found;
}

/** The query side of tracking, over the stores alone: any number of processes may serve it. */
export function createBulkQueries({ bulks, rejects, clock }: QueryDeps): BulkQueries {
  const find = (bulkUuid: string): Promise<BulkSummary | null> => {
    const uuid = bulkUuid.toLowerCase();
    return UUID.test(uuid) ? bulks.find(uuid) : Promise.resolve(null);
  };
  return {
    status: async (bulkUuid) => {
      const summary = await find(bulkUuid);
      return summary === null ? null : deriveStatus(summary, clock.now());
    },
    operations: async (bulkUuid, query) => {
      const summary = await find(bulkUuid);
      return summary === null ? { items: [], next: null } : pageOf(bulks, summary, query);
    },
    failedMessages: async (bulkUuid, operationIds) => {
      const found = await rejects.read(bulkUuid.toLowerCase(), operationIds);
      return new Map(
        [...found].map(([id, parts]) => [id, parts.map(({ message }) => parseMessage(message))]),
      );
    },
    searchOperations: (search) => searchOperations({ bulks, rejects }, search),
    list: (query) => listBulks(bulks, query, clock.now()),
  };
}
