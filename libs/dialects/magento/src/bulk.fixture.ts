import { ZERO_COUNTS, type BulkHeader, type ItemCounts } from '@sluice/schemas';
import type { BulkStatus, OperationView } from '@sluice/tracking';
import { UUID } from './rest-app.fixture';

export const SAVE_POST = 'async.magento.catalog.api.productrepositoryinterface.save.post';

/** The status of a bulk with these counts. */
export function bulkStatus(sent: Partial<ItemCounts>, header: Partial<BulkHeader> = {}): BulkStatus {
  const counts = { ...ZERO_COUNTS, ...sent };
  const { rejected, ...rest } = counts;
  const accepted = Object.values(rest).reduce((sum, count) => sum + count, 0);
  return {
    header: {
      bulkUuid: UUID,
      dialect: 'magento',
      entity: 'product',
      description: SAVE_POST,
      topic: 'sluice.operations.products',
      epoch: 1,
      userType: 1,
      owner: null,
      userId: 0,
      acceptedAt: Date.UTC(2026, 0, 31, 16, 7, 53, 999),
      size: accepted + rejected,
      chunkCount: 1,
      publishUntil: 0,
      publishedAt: 0,
      implicit: false,
      quietAt: null,
      ...header,
    },
    state: counts.open > 0 ? 'running' : 'finished',
    counts: { ...counts, accepted, rowsFailed: 0 },
    finishedAt: null,
  };
}

/** One operation. */
export const operation = (id: number, changed: Partial<OperationView> = {}): OperationView => ({
  id,
  key: `sku-${id}`,
  state: 'succeeded',
  attempt: 1,
  result: null,
  rowsFailed: 0,
  error: null,
  ...changed,
});

/** A failed one. */
export const failure = (id: number, kind: 'retriable' | 'final', message: string): OperationView =>
  operation(id, { state: 'failed', error: { class: kind, code: 'x', message } });
