import { CHUNK_SIZE, type BulkChunk, type OperationStatus } from '@sluice/schemas';
import { nativeState } from './item-states';
import type { OperationView } from './operation-view';

/** The operations of a chunk from position `from` on, as a reader sees them. */
export function viewsOf(chunk: BulkChunk, from: number): OperationView[] {
  const errors = new Map(chunk.errors.map(({ position, ...error }) => [position, error]));
  const attempts = new Map(chunk.attempts);
  const rowsFailed = new Map(chunk.rowsFailed);
  const views: OperationView[] = [];
  for (let position = from; position < chunk.states.length; position += 1) {
    const state = nativeState(chunk.states[position]);
    if (state === undefined) continue;
    views.push({
      id: chunk.index * CHUNK_SIZE + position,
      key: chunk.keys[position] ?? '',
      state,
      attempt: attempts.get(position) ?? 1,
      result: chunk.results[position] ?? null,
      rowsFailed: rowsFailed.get(position) ?? 0,
      error: errors.get(position) ?? null,
    });
  }
  return views;
}

/** The status of an operation (contract magento-bulk 3), as `statusCounts` of its chunk counts it. */
export function statusOf({ state, error }: Pick<OperationView, 'state' | 'error'>): OperationStatus {
  switch (state) {
    case 'succeeded':
    case 'unchanged':
      return 1;
    case 'open':
      return 4;
    case 'rejected':
      return 5;
    case 'failed':
    case 'canceled':
      return state === 'failed' && error?.class === 'retriable' ? 2 : 3;
  }
}
