import type { OperationView } from '@sluice/tracking';
import type { JsonObject } from '../json';
import type { CallBook } from './call-book';

/** Magento's operation statuses (contract magento-bulk 3). */
export const OperationStatus = { complete: 1, retriable: 2, failed: 3, open: 4, rejected: 5 } as const;
export type OperationStatus = (typeof OperationStatus)[keyof typeof OperationStatus];

/** Which of Magento's statuses an operation has: `unchanged` is complete, `canceled` failed for good. */
export function operationStatus({ state, error }: Pick<OperationView, 'state' | 'error'>): OperationStatus {
  if (state === 'succeeded' || state === 'unchanged') return OperationStatus.complete;
  if (state === 'open') return OperationStatus.open;
  if (state === 'rejected') return OperationStatus.rejected;
  return state === 'failed' && error?.class === 'retriable'
    ? OperationStatus.retriable
    : OperationStatus.failed;
}

/** The call that the operations of a bulk were made by. */
export interface CallOfBulk {
  readonly topic: string;
  readonly book: CallBook;
}

/** What a completed call of this topic says; a topic that is not Magento's names no class. */
function successMessage({ topic, book }: CallOfBulk): string {
  const implementation = book.implementationOf(topic);
  return `Service execution success${implementation === undefined ? '' : ` ${implementation}`}`;
}

function resultMessage(operation: OperationView, status: OperationStatus, call: CallOfBulk): string | null {
  if (status === OperationStatus.open) return null;
  if (status === OperationStatus.complete) return successMessage(call);
  return operation.error?.message ?? (operation.state === 'canceled' ? 'Canceled' : 'Unknown Error');
}

const hasError = (status: OperationStatus): boolean =>
  status !== OperationStatus.complete && status !== OperationStatus.open;

/** An operation of `/status`, keys in the order of contract magento-bulk 3. */
export function shortView(operation: OperationView, call: CallOfBulk): JsonObject {
  const status = operationStatus(operation);
  return {
    id: operation.id,
    status,
    result_message: resultMessage(operation, status, call),
    error_code: hasError(status) ? 0 : null,
  };
}

/** What `/detailed-status` adds to an operation. */
export interface OperationDetails extends CallOfBulk {
  readonly bulkUuid: string;
  /** JSON text of the message's data; null unless it failed. */
  readonly serializedData: string | null;
}

/** An operation of `/detailed-status`, keys in the order of contract magento-bulk 3. */
export function detailedView(operation: OperationView, details: OperationDetails): JsonObject {
  const { id, ...outcome } = shortView(operation, details);
  return {
    id,
    bulk_uuid: details.bulkUuid,
    topic_name: details.topic,
    serialized_data: details.serializedData,
    result_serialized_data: operation.result,
    ...outcome,
  };
}
