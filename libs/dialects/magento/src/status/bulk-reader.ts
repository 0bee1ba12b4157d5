import { withinDeadline, type Deadline } from '@sluice/ports';
import type { StoreRegistry } from '@sluice/schemas';
import type { BulkQueries, BulkStatus, OperationPage, OperationQuery, OperationView } from '@sluice/tracking';
import { bulkNotFound } from '../http/rest-error';

/** What the status views read from. */
export interface BulkReader extends Deadline {
  readonly queries: BulkQueries;
  readonly stores: StoreRegistry;
}

/** Operations a page: a chunk of the store at a time. */
export const PAGE_SIZE = 1000;

/** The status of a bulk; rejects with the 404 of an unknown one. */
export async function requireBulk(reader: BulkReader, bulkUuid: string): Promise<BulkStatus> {
  const status = await withinDeadline(reader, reader.queries.status(bulkUuid));
  if (status === null) throw bulkNotFound(bulkUuid);
  return status;
}

/** The operations of a bulk page by page, each within the deadline; only the failed ones where asked. */
export async function* operationPages(
  reader: BulkReader,
  bulkUuid: string,
  state?: 'failed',
): AsyncGenerator<readonly OperationView[]> {
  let from: number | null = 0;
  while (from !== null) {
    const query: OperationQuery = { from, limit: PAGE_SIZE, ...(state === undefined ? {} : { state }) };
    const page: OperationPage = await withinDeadline(reader, reader.queries.operations(bulkUuid, query));
    yield page.items;
    from = page.next;
  }
}
