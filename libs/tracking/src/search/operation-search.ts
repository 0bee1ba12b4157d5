import type { BulkHeader, OperationStatus, SearchCriteria } from '@sluice/schemas';
import type { OperationView } from '../operation-view';

/** The columns of an operation that a search may name (contract magento-bulk 3). */
export const OPERATION_FIELDS = [
  'id',
  'bulk_uuid',
  'topic_name',
  'start_time',
  'status',
  'result_message',
  'error_code',
  'serialized_data',
  'result_serialized_data',
] as const;
export type OperationField = (typeof OPERATION_FIELDS)[number];

/** Columns whose text is the dialect's. */
export type ContentField = 'result_message' | 'error_code' | 'serialized_data' | 'result_serialized_data';

export const isOperationField = (field: string): field is OperationField =>
  (OPERATION_FIELDS as readonly string[]).includes(field);

/** An operation as a condition sees it. */
export interface SearchedOperation {
  readonly operation: OperationView;
  readonly status: OperationStatus;
  readonly bulkUuid: string;
  readonly topicName: string;
  /** Milliseconds since 1970, UTC. */
  readonly acceptedAt: number;
  /** The messages of a failed one, parsed, part by part; read only where `serialized_data` is searched. */
  readonly messages: readonly unknown[];
}

/** What the dialect shows in these columns; null for nothing. */
export type ContentOf = (field: ContentField, searched: SearchedOperation) => unknown;

/** A search over the operations of all bulks. */
export interface OperationSearch {
  /** All groups must hold, of a group any one filter. A field that is none of OPERATION_FIELDS is null. */
  readonly filterGroups: SearchCriteria['filterGroups'];
  /** Default: oldest bulk first, then by id. */
  readonly sortOrders: SearchCriteria['sortOrders'];
  readonly offset: number;
  readonly limit: number;
  /** Only operations of bulks of this principal. */
  readonly owner?: string;
  /** Default: what the stores know, without a dialect's texts. */
  readonly contentOf?: ContentOf;
  /** Ends a search that has to read chunks: it rejects with PortError `deadline`. */
  readonly signal?: AbortSignal;
}

export interface FoundOperation {
  readonly operation: OperationView;
  readonly status: OperationStatus;
  readonly header: BulkHeader;
}

export interface OperationSearchPage {
  readonly items: readonly FoundOperation[];
  readonly totalCount: number;
}
