import type {
  BulkCounts,
  BulkListQuery,
  BulkQueries,
  BulkStatus,
  OperationQuery,
  OperationView,
} from '@sluice/tracking';

export const ACCEPTED_AT = Date.UTC(2026, 0, 2, 3, 4, 5, 678);
export const UUID = '0a1b2c3d-0000-4000-8000-00000000000f';

const NO_COUNTS: BulkCounts = {
  accepted: 0,
  open: 0,
  succeeded: 0,
  unchanged: 0,
  failed: 0,
  canceled: 0,
  rejected: 0,
  rowsFailed: 0,
};

interface StatusFacts {
  readonly bulkUuid?: string;
  readonly acceptedAt?: number;
  readonly state?: BulkStatus['state'];
  readonly counts?: Partial<BulkCounts>;
  readonly finishedAt?: number | null;
  readonly owner?: string | null;
}

/** A bulk's status with the facts that matter, and plain ones for the rest. */
export function bulkStatus(facts: StatusFacts = {}): BulkStatus {
  const {
    bulkUuid = UUID,
    acceptedAt = ACCEPTED_AT,
    state = 'finished',
    counts = {},
    finishedAt = null,
    owner = null,
  } = facts;
  const header = {
    bulkUuid,
    dialect: 'magento',
    entity: 'product',
    description: 'products',
    topic: 'sluice.operations.products',
    epoch: 1,
    userType: 1,
    userId: 0,
    owner,
    acceptedAt,
    size: 10,
    chunkCount: 1,
    publishUntil: acceptedAt + 30_000,
    publishedAt: acceptedAt,
    implicit: false,
    quietAt: null,
  };
  return { header, state, counts: { ...NO_COUNTS, ...counts }, finishedAt };
}

/** An operation with the facts that matter. */
export function operation(facts: Partial<OperationView> & { readonly id: number }): OperationView {
  return {
    key: `sku-${String(facts.id)}`,
    state: 'succeeded',
    attempt: 1,
    result: null,
    rowsFailed: 0,
    error: null,
    ...facts,
  };
}

/** Queries over lists in memory, as tracking promises them; remembers what it was asked. */
export interface FakeQueries extends BulkQueries {
  readonly asked: (BulkListQuery | OperationQuery)[];
}

/** Bulks newest first, all with the same operations. */
export function fakeQueries(
  bulks: readonly BulkStatus[],
  operations: readonly OperationView[] = [],
): FakeQueries {
  const asked: (BulkListQuery | OperationQuery)[] = [];
  return {
    asked,
    status: (uuid) => Promise.resolve(bulks.find(({ header }) => header.bulkUuid === uuid) ?? null),
    operations: (_uuid, query) => {
      asked.push(query);
      const { from = 0, limit, state } = query;
      const found = operations.filter(
        (item) => item.id >= from && (state === undefined || item.state === state),
      );
      return Promise.resolve({ items: found.slice(0, limit), next: found[limit]?.id ?? null });
    },
    searchOperations: () => Promise.reject(new Error('not expected in this test')),
    failedMessages: () => Promise.resolve(new Map()),
    list: (query) => {
      asked.push(query);
      const { owner, limit } = query;
      const seen = bulks.filter(({ header }) => owner === undefined || header.owner === owner);
      const start = seen.findIndex(({ header }) => header.bulkUuid === query.after?.bulkUuid) + 1;
      return Promise.resolve(seen.slice(start, start + limit));
    },
  };
}
