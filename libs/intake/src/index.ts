export { createIntake, type IntakeOptions } from './accept-bulk';
export { IntakeRefused, type IntakeRefusal } from './intake-refused';
export { createLagGauge, type LagGauge, type LagGaugeOptions } from './lag-gauge';
export { limitItems, type ItemLimit, type TakeItems } from './limit-items';
export { createThrottle, type ThrottleOptions } from './throttle';
export type {
  AcceptBulk,
  BulkReceipt,
  BulkRequest,
  IncomingItem,
  ItemReceipt,
  OperationItem,
  RejectedItem,
} from './request';
