import type {
  BulkQuery,
  BulkStore,
  ChunkPlace,
  ChunkRef,
  ChunkWrite,
  NewBulk,
  SearchTally,
  TallyQuery,
} from '@sluice/ports';
import {
  ItemState,
  ZERO_COUNTS,
  statusCounts,
  type BulkChunk,
  type BulkHeader,
  type BulkSummary,
  type Outcome,
  type OutcomeEvent,
} from '@sluice/schemas';

export const UUID = '0b0e7d3c-0000-4000-8000-000000000001';

const refKey = ({ bulkUuid, index }: ChunkRef): string => `${bulkUuid}/${String(index)}`;

const comparePlaces = (left: ChunkPlace, right: ChunkPlace): number => {
  if (left.acceptedAt !== right.acceptedAt) return left.acceptedAt - right.acceptedAt;
  if (left.bulkUuid !== right.bulkUuid) return left.bulkUuid < right.bulkUuid ? -1 : 1;
  return left.index - right.index;
};

const fulfils = (tally: SearchTally, query: TallyQuery): boolean =>
  tally.acceptedAt >= (query.acceptedFrom ?? 0) &&
  tally.acceptedAt <= (query.acceptedTo ?? Infinity) &&
  (query.bulkUuids?.includes(tally.bulkUuid) ?? true) &&
  (query.acceptsDescription?.(tally.description) ?? true);

/** A bulk store in memory that keeps the promises of the port; `beforeWrite` lets a test come in between. */
export function memoryBulks(beforeWrite: () => Promise<void> = () => Promise.resolve()) {
  const headers = new Map<string, BulkHeader>();
  const chunks = new Map<string, BulkChunk>();
  const summary = (header: BulkHeader): BulkSummary => ({
    header,
    tallies: [...chunks.values()]
      .filter((chunk) => chunk.bulkUuid === header.bulkUuid)
      .sort((left, right) => left.index - right.index)
      .map((chunk) => ({ ...chunk, rowsFailed: chunk.rowsFailed.reduce((sum, [, rows]) => sum + rows, 0) })),
  });
  const writeOne = ({ chunk, expectedRevision, header }: ChunkWrite): ChunkRef[] => {
    const key = refKey(chunk);
    if ((chunks.get(key)?.revision ?? 0) !== expectedRevision)
      return [{ bulkUuid: chunk.bulkUuid, index: chunk.index }];
    chunks.set(key, chunk);
    if (header !== undefined) headers.set(header.bulkUuid, header);
    return [];
  };
  const searchTallies = (query: TallyQuery) => {
    const wanted = ({ statuses }: SearchTally): number =>
      query.statuses.reduce((sum, status) => sum + statuses[status], 0);
    const found = [...chunks.values()]
      .flatMap((chunk): SearchTally[] => {
        const facts = headers.get(chunk.bulkUuid);
        if (facts === undefined || (query.owner !== undefined && facts.owner !== query.owner)) return [];
        const { acceptedAt, description } = facts;
        const { bulkUuid, index } = chunk;
        return [{ acceptedAt, bulkUuid, index, description, statuses: statusCounts(chunk) }];
      })
      .filter((tally) => wanted(tally) > 0 && fulfils(tally, query));
    const total = found.reduce((sum, tally) => sum + wanted(tally), 0);
    const sign = query.order === 'newest' ? -1 : 1;
    const { after } = query;
    const rest = found
      .sort((left, right) => sign * comparePlaces(left, right))
      .filter((tally) => after === undefined || sign * comparePlaces(tally, after) > 0);
    return Promise.resolve({ total: query.withTotal ? total : 0, tallies: rest.slice(0, query.limit) });
  };
  const store: BulkStore = {
    insert: (bulks: readonly NewBulk[]) => {
      for (const { header, chunks: all } of bulks) {
        for (const chunk of all) chunks.set(refKey(chunk), chunk);
        headers.set(header.bulkUuid, header);
      }
      return Promise.resolve();
    },
    markPublished: () => Promise.resolve(),
    find: (bulkUuid) => {
      const header = headers.get(bulkUuid);
      return Promise.resolve(header === undefined ? null : summary(header));
    },
    list: (query: BulkQuery) => {
      const sign = query.order === 'newest' ? -1 : 1;
      const { unfinishedAt, after, owner } = query;
      const all = [...headers.values()]
        .filter((one) => owner === undefined || one.owner === owner)
        .map(summary)
        .filter(({ header, tallies }) => {
          if (unfinishedAt === undefined) return true;
          return tallies.some((tally) => tally.pending > 0) || (header.quietAt ?? 0) > unfinishedAt;
        })
        .sort((left, right) => sign * (left.header.acceptedAt - right.header.acceptedAt))
        .filter(({ header }) => after === undefined || sign * (header.acceptedAt - after.acceptedAt) > 0);
      return Promise.resolve(all.slice(0, query.limit));
    },
    searchTallies,
    readChunks: (refs) => Promise.resolve(refs.map((ref) => chunks.get(refKey(ref)) ?? null)),
    writeChunks: async (writes) => {
      await beforeWrite();
      return writes.flatMap(writeOne);
    },
  };
  return store;
}

export const header = (facts: Partial<BulkHeader> = {}): BulkHeader => ({
  bulkUuid: UUID,
  dialect: 'magento',
  entity: 'product',
  description: 'a call',
  topic: 'sluice.operations.products',
  epoch: 1,
  userType: 1,
  userId: 0,
  owner: null,
  acceptedAt: 1_000,
  size: 0,
  chunkCount: 1,
  publishUntil: 31_000,
  publishedAt: 1_001,
  implicit: false,
  quietAt: null,
  ...facts,
});

/** A chunk of `size` open items. */
export const openChunk = (size: number, index = 0): BulkChunk => ({
  bulkUuid: UUID,
  index,
  revision: 1,
  implicit: false,
  states: new Uint8Array(size).fill(ItemState.open),
  keys: Array.from({ length: size }, (_, position) => `key-${String(index * 1000 + position)}`),
  results: [],
  errors: [],
  attempts: [],
  rowsFailed: [],
  parts: [],
  failedRetriable: 0,
  counts: { ...ZERO_COUNTS, open: size },
  pending: size,
  finishedAt: null,
});

export const outcome = (
  operationId: number,
  state: Outcome['state'],
  more: Partial<Outcome> = {},
): Outcome => ({
  operation_id: operationId,
  key: `key-${String(operationId)}`,
  attempt: 1,
  state,
  ...more,
});

export const event = (outcomes: readonly Outcome[], facts: Partial<OutcomeEvent> = {}): OutcomeEvent => ({
  v: 1,
  bulk_uuid: UUID,
  entity: 'product',
  dialect: 'magento',
  outcomes: [...outcomes],
  ...facts,
});

/** Events as the outcome topic delivers them. */
export const batchOf = (events: readonly OutcomeEvent[]) => ({
  topic: 'sluice.outcomes',
  partition: 0,
  epoch: 1,
  messages: events.map((one, offset) => ({
    offset,
    key: Buffer.from(one.bulk_uuid),
    value: Buffer.from(JSON.stringify(one)),
    headers: {},
  })),
});

/** The value, where a test could not go on without one. */
export function present<Value>(value: Value | null | undefined): Value {
  if (value === null || value === undefined) throw new Error('expected a value');
  return value;
}
