export { createIntake, type IntakeOptions } from './accept-bulk';
export type {
  AcceptBulk,
  BulkReceipt,
  BulkRequest,
  IncomingItem,
  ItemReceipt,
  OperationItem,
  RejectedItem,
} from './request';
