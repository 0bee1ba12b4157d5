import { withinDeadline, type Deadline } from '@sluice/ports';
import type { StoreRegistry } from '@sluice/schemas';
import type { BulkQueries, BulkStatus, OperationPage, OperationQuery, OperationView } from '@sluice/tracking';
import type { CallBook } from './call-book';
import { bulkNotFound } from '../http/rest-error';
import type { Caller } from '../rest-call';

/** What the status views read from. */
export interface BulkReader extends Deadline {
  readonly queries: BulkQueries;
  readonly stores: StoreRegistry;
  readonly book: CallBook;
}

/** Operations a page: a chunk of the store at a time. */
export const PAGE_SIZE = 1000;

/** Its own bulks a submitter may always read, those of others with the scope. */
export const mayRead = (caller: Caller, owner: string | null): boolean =>
  (owner !== null && owner === caller.owner) || caller.may('status:read:any');

/** The status of a bulk; rejects with the 404 of an unknown one where it is not the caller's to see. */
export async function requireBulk(reader: BulkReader, bulkUuid: string, caller: Caller): Promise<BulkStatus> {
  const status = await withinDeadline(reader, reader.queries.status(bulkUuid));
  if (status === null || !mayRead(caller, status.header.owner)) throw bulkNotFound(bulkUuid);
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
