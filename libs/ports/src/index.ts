export { PortError, isPortError, type PortErrorCode } from './errors';
export { systemClock, type Clock, type DelaySignal } from './clock';
export { withinDeadline, type Deadline } from './deadline';
export { silentLogger, type LogFields, type Logger } from './logger';
export type {
  DeliveredMessage,
  MessageBatch,
  MessageBus,
  OutgoingMessage,
  PublishOptions,
  SubscribeOptions,
  Subscription,
  TopicOffsets,
} from './message-bus';
export { mergeBatches, type MergeOptions } from './merge-batches';
export type { AggregateWrite, EntityStore, ScanQuery, StoredAggregate, WriteResult } from './entity-store';
export type {
  BulkQuery,
  BulkStore,
  ChunkPlace,
  ChunkRef,
  ChunkWrite,
  NewBulk,
  SearchTally,
  TallyPage,
  TallyQuery,
} from './bulk-store';
export type { Reject, RejectStore } from './reject-store';
export type { Coordinator } from './coordinator';
export type { Account, NewToken, StoredToken, TokenKind, TokenQuery, TokenStore } from './token-store';
export { createIdPool, type IdPool } from './id-pool';
export type { Vault } from './vault';
export type { Ports } from './ports';
