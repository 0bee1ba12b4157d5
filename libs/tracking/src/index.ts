export { createBulkWaiter, type BulkWaiter, type WaitOptions, type WaiterDeps } from './await-bulks';
export { createBulkQueries, type QueryDeps } from './bulk-queries';
export { statusOf } from './operation-views';
export {
  OPERATION_FIELDS,
  isOperationField,
  type ContentField,
  type ContentOf,
  type FoundOperation,
  type OperationField,
  type OperationSearch,
  type OperationSearchPage,
  type SearchedOperation,
} from './search/operation-search';
export { startTime } from './search/start-time';
export { topicName } from './topic-name';
export { startTracking, type Tracking, type TrackingOptions } from './tracking';
export type { OperationView } from './operation-view';
export type {
  BulkCounts,
  BulkListQuery,
  BulkQueries,
  BulkState,
  BulkStatus,
  OperationPage,
  OperationQuery,
} from './queries';
