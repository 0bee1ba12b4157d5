import { randomUUID } from 'node:crypto';
import type { ForeignMessage } from './harness/operations-log';

/** What a foreign publisher writes of an operation; everything may be overridden to spoil it. */
export interface ForeignOperation {
  readonly bulkUuid: string;
  readonly id: number;
  readonly sku: string;
  /** Laid over the value of a good message. */
  readonly value?: Readonly<Record<string, unknown>>;
  /** Instead of the value's JSON. */
  readonly raw?: string | null;
  /** Instead of the canonical key. */
  readonly key?: string | null;
  /** Instead of the headers bulk_uuid and operation_id. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** The message of another program: no more than the contract asks of it (mechanics 1). */
export function foreignMessage(operation: ForeignOperation): ForeignMessage {
  const { bulkUuid, id, sku, value = {}, raw, key = sku.toLowerCase(), headers } = operation;
  const message = {
    v: 1,
    bulk_uuid: bulkUuid,
    operation_id: id,
    entity: 'product',
    action: 'upsert',
    key: sku.toLowerCase(),
    payload: { sku, name: `foreign ${sku}` },
    ...value,
  };
  return {
    key,
    value: raw === undefined ? JSON.stringify(message) : raw,
    headers: headers ?? { bulk_uuid: bulkUuid, operation_id: String(id) },
  };
}

/** One kind of poison: how it is made of a good operation, and what becomes of it. */
export interface Poison {
  readonly name: string;
  readonly spoil: Partial<ForeignOperation>;
  /** The class in the dead letter's headers. */
  readonly errorClass: string;
  /** False where the headers do not say whose operation it is: then nobody can be told. */
  readonly reported: boolean;
}

const other = randomUUID();

/** Everything that no consumer can apply. */
export const POISONS: readonly Poison[] = [
  { name: 'not JSON', spoil: { raw: '{"v":1,' }, errorClass: 'not_json', reported: true },
  { name: 'no value (tombstone)', spoil: { raw: null }, errorClass: 'not_json', reported: true },
  { name: 'JSON that is no object', spoil: { raw: '7' }, errorClass: 'unknown_version', reported: true },
  { name: 'unknown version', spoil: { value: { v: 99 } }, errorClass: 'unknown_version', reported: true },
  {
    name: 'unknown entity',
    spoil: { value: { entity: 'unicorn' } },
    errorClass: 'unknown_entity',
    reported: true,
  },
  {
    name: 'entity __proto__',
    spoil: { value: { entity: '__proto__' } },
    errorClass: 'unknown_entity',
    reported: true,
  },
  {
    name: 'unknown action',
    spoil: { value: { action: 'constructor' } },
    errorClass: 'unknown_action',
    reported: true,
  },
  {
    name: 'wrong schema',
    spoil: { value: { operation_id: 'one' } },
    errorClass: 'invalid_message',
    reported: true,
  },
  {
    name: 'wrong payload',
    spoil: { value: { payload: { name: 1 } } },
    errorClass: 'invalid_payload',
    reported: true,
  },
  { name: 'no key', spoil: { key: null }, errorClass: 'missing_key', reported: true },
  { name: 'another key', spoil: { key: 'elsewhere' }, errorClass: 'wrong_key', reported: true },
  {
    name: 'a key that is not canonical',
    spoil: { key: 'POISON-UP', value: { key: 'POISON-UP', payload: { sku: 'POISON-UP' } } },
    errorClass: 'wrong_key',
    reported: true,
  },
  { name: 'no headers', spoil: { headers: {} }, errorClass: 'missing_headers', reported: false },
  {
    name: 'headers of another operation',
    spoil: { headers: { bulk_uuid: other, operation_id: '0' } },
    errorClass: 'missing_headers',
    reported: false,
  },
];

/** An object nested that deep: SQLite takes it, MongoDB refuses it (mechanics 4). */
export function nested(levels: number): Record<string, unknown> {
  let inner: Record<string, unknown> = {};
  for (let level = 1; level < levels; level += 1) inner = { inner };
  return inner;
}
