import { z } from 'zod';
import { MAX_OPERATION_ID, bulkUuid } from './operation';
import { operationPart } from './operation-part';

/** The version of the outcome event (mechanics 1). */
export const OUTCOME_VERSION = 1;

/** An error text is cut to this many characters (mechanics 1). */
export const MAX_OUTCOME_MESSAGE_CHARS = 1000;

/** A result is cut down to its id above this many bytes (mechanics 1; contract magento-bulk 8). */
export const MAX_RESULT_BYTES = 1024;

/** An event is split at this size, so that a thousand long errors still fit a message (mechanics 1). */
export const MAX_OUTCOME_EVENT_BYTES = 512 * 1024;

/** How one operation ended. `retriable`: the same operation may succeed later; `final`: it will not. */
export const outcome = z.object({
  operation_id: z.int().min(0).max(MAX_OPERATION_ID),
  key: z.string(),
  attempt: z.int().min(1),
  state: z.enum(['succeeded', 'unchanged', 'failed', 'canceled']),
  class: z.enum(['retriable', 'final']).optional(),
  code: z.string().optional(),
  message: z.string().max(MAX_OUTCOME_MESSAGE_CHARS).optional(),
  /** JSON text of what the applied call would have answered. */
  result: z.string().optional(),
  /** Rows of a list-type item that were wrong although the item was applied. */
  rows_failed: z.int().min(0).optional(),
  part: operationPart.optional(),
});
export type Outcome = z.infer<typeof outcome>;

/**
 * What became of the operations of one bulk in one consumer batch; keyed by bulk_uuid. The bulk's own facts travel
 * along, because an implicit bulk (of a foreign publisher) is opened by its first outcome (mechanics 3).
 */
export const outcomeEvent = z.object({
  v: z.literal(OUTCOME_VERSION),
  bulk_uuid: bulkUuid,
  entity: z.string(),
  dialect: z.string(),
  description: z.string().optional(),
  accepted_at: z.string().optional(),
  bulk_size: z.int().optional(),
  outcomes: z.array(outcome),
});
export type OutcomeEvent = z.infer<typeof outcomeEvent>;
