export { createBulkQueries, type QueryDeps } from './bulk-queries';
export { startTracking, type Tracking, type TrackingOptions } from './tracking';
export type {
  BulkCounts,
  BulkListQuery,
  BulkQueries,
  BulkState,
  BulkStatus,
  OperationPage,
  OperationQuery,
  OperationView,
} from './queries';
