export { BUILT_IN_STORES, ALL_SCOPES, type StoreRegistry, type StoreView } from './store-registry';
export {
  CHUNK_SIZE,
  ItemState,
  NATIVE_STATES,
  ZERO_COUNTS,
  type BulkChunk,
  type BulkHeader,
  type BulkSummary,
  type ChunkTally,
  type ItemCounts,
  type ItemError,
  type NativeState,
} from './bulk';
export {
  DEAD_LETTERS_TOPIC,
  DEFAULT_PARTITIONS,
  FOLD_GROUP,
  OPERATIONS_PREFIX,
  OUTCOMES_TOPIC,
  allTopics,
  consumerGroup,
  operationsTopic,
  type TopicSpec,
} from './topics';
export { consumers, entityRegistry, findAction, type ActionSpec, type EntitySpec } from './entity-registry';
export {
  canonicalSku,
  productDeletePayload,
  productUpsertPayload,
  type CustomAttribute,
  type ProductDeletePayload,
  type ProductDocument,
  type ProductUpsertPayload,
  type ProductValues,
} from './entities/product';
export {
  MAX_KEY_BYTES,
  MAX_OPERATION_ID,
  OPERATION_VERSION,
  operationHeaders,
  operationMessage,
  type OperationMessage,
  type Position,
} from './messages/operation';
export {
  MAX_OUTCOME_EVENT_BYTES,
  MAX_OUTCOME_MESSAGE_CHARS,
  MAX_RESULT_BYTES,
  OUTCOME_VERSION,
  outcomeEvent,
  type Outcome,
  type OutcomeEvent,
} from './messages/outcome-event';
export { deadLetterHeaders, type DeadLetterClass } from './messages/dead-letter';
export { OPERATION_HASH_BYTES, RECENT_OPERATIONS, type KeptOutcome, type Lane, type Ledger } from './ledger';
export { openObject } from './open-object';
export { groupBy } from './group-by';
