import { z } from 'zod';
import { openObject } from '../open-object';
import { operationPart } from './operation-part';

/** The version of the operation message that this code writes and reads (mechanics 1). */
export const OPERATION_VERSION = 1;

/** Operation ids run from 0 to this, so a bulk has at most ten million items (mechanics 1). */
export const MAX_OPERATION_ID = 9_999_999;

/** The longest entity key, in bytes (mechanics 4). */
export const MAX_KEY_BYTES = 1024;

/** A place in a log. The epoch says which log: one that was created anew counts from 0 again (decision 4a). */
export const position = z.object({
  epoch: z.int().min(0),
  partition: z.int().min(0),
  offset: z.int().min(0),
});
export type Position = z.infer<typeof position>;

/** A bulk UUID; lower-cased, so that one bulk has one spelling. */
export const bulkUuid = z.guid().transform((uuid) => uuid.toLowerCase());

/**
 * The value of one operation message. A foreign publisher needs v, bulk_uuid, operation_id, entity, action, key,
 * payload and the headers bulk_uuid and operation_id; the message key must equal `key` (mechanics 1).
 */
export const operationMessage = z.object({
  v: z.literal(OPERATION_VERSION),
  bulk_uuid: bulkUuid,
  operation_id: z.int().min(0).max(MAX_OPERATION_ID),
  /** 1 for the first try; a retry counts up and carries first_position. */
  attempt: z.int().min(1).max(1000).default(1),
  entity: z.string(),
  action: z.string(),
  key: z
    .string()
    .min(1)
    .refine((key) => Buffer.byteLength(key) <= MAX_KEY_BYTES, `longer than ${MAX_KEY_BYTES} bytes`),
  /** Store scope as sent: absent = no store code, `all`, or the code of a store view. */
  scope: z.string().max(64).optional(),
  data_hash: z.string().max(128).optional(),
  dialect: z.string().max(64).default('foreign'),
  description: z.string().max(1000).optional(),
  /** ISO 8601, UTC. */
  accepted_at: z.iso.datetime().optional(),
  bulk_size: z
    .int()
    .min(1)
    .max(MAX_OPERATION_ID + 1)
    .optional(),
  payload: openObject,
  /** Where the first try of a retried operation stood in the log: it never overwrites anything newer (decision 4). */
  first_position: position.optional(),
  /** Of an operation that travels in several messages: which of them this is. */
  part: operationPart.optional(),
});
export type OperationMessage = z.infer<typeof operationMessage>;

/** The headers of an operation message; all values are strings. */
export const operationHeaders = {
  bulkUuid: 'bulk_uuid',
  operationId: 'operation_id',
  dataHash: 'data_hash',
  traceparent: 'traceparent',
} as const;
