import { hash } from 'node:crypto';
import { OPERATION_HASH_BYTES, RECENT_OPERATIONS } from '@sluice/schemas';

/** What names one try of one operation, wherever and however often it stands in a log. */
export interface OperationIdentity {
  readonly bulk_uuid: string;
  readonly operation_id: number;
  readonly attempt: number;
}

/** The hash by which an aggregate knows an operation again (mechanics 2). */
export function operationHash({ bulk_uuid, operation_id, attempt }: OperationIdentity): Buffer {
  const digest = hash('sha256', `${bulk_uuid}/${String(operation_id)}/${String(attempt)}`, 'buffer');
  return digest.subarray(0, OPERATION_HASH_BYTES);
}

/** Whether the hash is among the remembered ones. */
export function isRemembered(recent: Uint8Array, hash: Uint8Array): boolean {
  for (let start = 0; start < recent.length; start += OPERATION_HASH_BYTES) {
    if (Buffer.compare(recent.subarray(start, start + OPERATION_HASH_BYTES), hash) === 0) return true;
  }
  return false;
}

/** The memory with the hash added; the oldest one is forgotten when it is full. */
export function remember(recent: Uint8Array, hash: Uint8Array): Uint8Array {
  const room = (RECENT_OPERATIONS - 1) * OPERATION_HASH_BYTES;
  const kept = recent.length > room ? recent.subarray(recent.length - room) : recent;
  return Buffer.concat([kept, hash]);
}
