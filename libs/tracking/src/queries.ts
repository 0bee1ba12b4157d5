import type { BulkHeader, ItemCounts, NativeState } from '@sluice/schemas';
import type { OperationView } from './operation-view';
import type { OperationSearch, OperationSearchPage } from './search/operation-search';

/** `accepted`: nothing terminal yet; `running`: something is; `finished`: nothing is open (mechanics 3). */
export type BulkState = 'accepted' | 'running' | 'finished';

/** Counts of a bulk; accepted = open + succeeded + unchanged + failed + canceled, at every read (G3). */
export interface BulkCounts extends ItemCounts {
  readonly accepted: number;
  /** Rows that were wrong inside list-type items that were applied. */
  readonly rowsFailed: number;
}

/** What is known of a bulk, derived from one query. */
export interface BulkStatus {
  readonly header: BulkHeader;
  readonly state: BulkState;
  readonly counts: BulkCounts;
  /** Milliseconds since 1970; null while something is open. */
  readonly finishedAt: number | null;
}

/** Which operations to read: from id `from` on, at most `limit`, only of that state where one is given. */
export interface OperationQuery {
  readonly from?: number;
  readonly limit: number;
  readonly state?: NativeState;
}

/** A page of operations, in order of id; `next` is the id to go on from, null at the end. */
export interface OperationPage {
  readonly items: readonly OperationView[];
  readonly next: number | null;
}

/** Which bulks to list, newest first. */
export interface BulkListQuery {
  readonly dialect?: string;
  readonly entity?: string;
  /** Only bulks of this principal. */
  readonly owner?: string;
  readonly state?: BulkState;
  readonly after?: { readonly acceptedAt: number; readonly bulkUuid: string };
  readonly limit: number;
}

/** The query side of tracking: every door's status is a view of it. A malformed or unknown uuid is null. */
export interface BulkQueries {
  status(bulkUuid: string): Promise<BulkStatus | null>;
  /** The operations of a bulk that exists, page by page. */
  operations(bulkUuid: string, query: OperationQuery): Promise<OperationPage>;
  /**
   * The messages (parsed JSON values) of failed operations by operation id: one, or those of the failed parts in order
   * of part.
   */
  failedMessages(
    bulkUuid: string,
    operationIds: readonly number[],
  ): Promise<ReadonlyMap<number, readonly unknown[]>>;
  /**
   * A page of the operations of all bulks. Conditions and orders over bulk and status are answered from an index;
   * others read chunks one by one, until `signal` aborts. Rejects with PortError `refused` where more than
   * MAX_SORTED entries would have to be put in order for the page.
   */
  searchOperations(search: OperationSearch): Promise<OperationSearchPage>;
  list(query: BulkListQuery): Promise<readonly BulkStatus[]>;
}
