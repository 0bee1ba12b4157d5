import { withinDeadline } from '@sluice/ports';
import { wrongType } from '../http/rest-error';
import { toScalar } from '../items/scalar';
import type { Caller } from '../rest-call';
import { mayRead, operationPages, type BulkReader } from './bulk-reader';
import { OperationStatus, operationStatus } from './operation-view';

async function countFailed(reader: BulkReader, bulkUuid: string, wanted: OperationStatus): Promise<number> {
  let count = 0;
  for await (const operations of operationPages(reader, bulkUuid, 'failed')) {
    count += operations.filter((operation) => operationStatus(operation) === wanted).length;
  }
  return count;
}

/**
 * How many operations of the bulk have the status, by the same definitions as the lists; 0 for an unknown bulk or
 * status. Rejects with the 400 of a status that is no number. Contract magento-bulk 3.
 */
export async function countOperations(
  reader: BulkReader,
  bulkUuid: string,
  { status: sent, caller }: { readonly status: string; readonly caller: Caller },
): Promise<number> {
  const wanted = toScalar('int', sent);
  if (typeof wanted !== 'number') throw wrongType(sent, 'int');
  const status = await withinDeadline(reader, reader.queries.status(bulkUuid));
  if (status === null || !mayRead(caller, status.header.owner)) return 0;
  const { counts } = status;
  if (wanted === OperationStatus.complete) return counts.succeeded + counts.unchanged;
  if (wanted === OperationStatus.open) return counts.open;
  if (wanted === OperationStatus.rejected) return counts.rejected;
  // Only the operations themselves know whether a failure is retriable.
  if (wanted === OperationStatus.retriable)
    return counts.failed === 0 ? 0 : countFailed(reader, bulkUuid, wanted);
  if (wanted !== OperationStatus.failed) return 0;
  return counts.canceled + (counts.failed === 0 ? 0 : await countFailed(reader, bulkUuid, wanted));
}
