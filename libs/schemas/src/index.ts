export {
  BUILT_IN_STORES,
  ALL_SCOPES,
  type StoreRegistry,
  type StoreView,
  type StoreWebsite,
} from './store-registry';
export { chunkDetailsFromText, chunkDetailsToText, headerFromText, headerToText } from './bulk-text';
export {
  CHUNK_SIZE,
  ItemState,
  MAX_JOINED_RESULT_BYTES,
  NATIVE_STATES,
  OPERATION_STATUSES,
  ZERO_COUNTS,
  statusCounts,
  type BulkChunk,
  type BulkHeader,
  type BulkSummary,
  type ChunkTally,
  type ItemCounts,
  type ItemError,
  type NativeState,
  type OperationStatus,
  type PartProgress,
  type StatusCounts,
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
export { consumers, entityRegistry, findAction } from './entity-registry';
export type { ActionSpec, EntitySpec, IdSource } from './entity-spec';
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
export type {
  ChildProduct,
  ConfigurableOption,
  ConfigurableOptionPayload,
  CustomOption,
  CustomOptionPayload,
  CustomOptionValue,
  CustomOptionValuePayload,
  MediaContent,
  MediaEntry,
  MediaEntryPayload,
  ProductLink,
  ProductLinkPayload,
  ProductPartAction,
  ProductPartPayload,
} from './entities/product-parts';
export type {
  AddAttributeOptionPayload,
  AttributeOption,
  AttributeOptionPayload,
  ProductAttributeDocument,
  ProductAttributePayload,
} from './entities/product-attribute';
export {
  attributeSetKey,
  type AssignedAttribute,
  type AttributeAssignPayload,
  type AttributeGroup,
  type AttributeGroupPayload,
  type AttributeSetCreatePayload,
  type AttributeSetDocument,
} from './entities/attribute-set';
export {
  DEFAULT_CATEGORY_ID,
  ROOT_CATEGORY_ID,
  type CategoryDocument,
  type CategoryMovePayload,
  type CategoryPayload,
  type CategoryProduct,
  type CategoryProductPayload,
  type CategoryValues,
} from './entities/category';
export {
  MAX_KEY_BYTES,
  MAX_OPERATION_ID,
  OPERATION_VERSION,
  operationHeaders,
  operationMessage,
  type OperationMessage,
  type Position,
} from './messages/operation';
export { MAX_PARTS, operationPart, type OperationPart } from './messages/operation-part';
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
export {
  EMPTY_LEDGER,
  OPERATION_HASH_BYTES,
  RECENT_OPERATIONS,
  type KeptOutcome,
  type Lane,
  type Ledger,
} from './ledger';
export { openObject } from './open-object';
export { groupBy } from './group-by';
export { compareUtf8 } from './compare-utf8';
export {
  CONDITION_TYPES,
  compareValues,
  compileFilter,
  matchesFilter,
  type ConditionType,
  type SearchCriteria,
  type SearchFilter,
  type SearchOrder,
  type ValueTest,
} from './search-criteria';
export type {
  BasePrice,
  BasePriceRow,
  Cost,
  CostRow,
  PriceDocument,
  SpecialPrice,
  SpecialPriceRow,
  TierAddPayload,
  TierPrice,
  TierPriceRow,
} from './entities/price';
export type {
  InventoryItemDocument,
  SourceItem,
  SourceItemRow,
  StockItemPayload,
  TransferPayload,
} from './entities/inventory-item';
export {
  DEFAULT_SOURCE,
  canonicalSourceCode,
  type InventorySourceDocument,
  type SourceUpsertPayload,
} from './entities/inventory-source';
export type { StockCreatePayload, StockDocument, StockLink, StockLinkRow } from './entities/stock';
export { CMS_BLOCK_FIELDS, type CmsBlockDocument, type CmsBlockPayload } from './entities/cms-block';
export { CMS_PAGE_FIELDS, type CmsPageDocument, type CmsPagePayload } from './entities/cms-page';
export {
  SALES_RULE_FIELDS,
  couponRef,
  type Coupon,
  type CouponBatch,
  type CouponSpecPayload,
  type SalesRuleDocument,
  type SalesRulePayload,
} from './entities/sales-rule';
export {
  cartKeyOf,
  type CartCouponPayload,
  type CartDocument,
  type CartItem,
  type CartItemPayload,
  type CartItemRemovePayload,
  type CartPlacePayload,
} from './entities/cart';
export {
  ORDER_FIELDS,
  ORDER_ITEM_FIELDS,
  incrementIdOf,
  type CommentPayload,
  type DocumentItem,
  type Invoice,
  type OrderComment,
  type OrderCommentPayload,
  type OrderDocument,
  type OrderInvoicePayload,
  type OrderItem,
  type OrderItemPayload,
  type OrderPayload,
  type OrderShipPayload,
  type Shipment,
  type TrackPayload,
} from './entities/order';
export { isAlias, type AliasDocument } from './entities/alias';
export {
  ADDRESS_FIELDS,
  PROFILE_FIELDS,
  customerKey,
  type AddressDeletePayload,
  type AddressPayload,
  type CustomerCreatePayload,
  type CustomerDeletePayload,
  type CustomerDocument,
  type CustomerUpdatePayload,
  type StoredAddress,
} from './entities/customer';
export {
  customerGroupKey,
  type CustomerGroupCreatePayload,
  type CustomerGroupDocument,
  type CustomerGroupUpdatePayload,
} from './entities/customer-group';
