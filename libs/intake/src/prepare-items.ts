import { randomBytes } from 'node:crypto';
import type { OutgoingMessage } from '@sluice/ports';
import { OPERATION_VERSION, operationHeaders } from '@sluice/schemas';
import type { HashItem } from './data-hash';
import type { BulkRequest, IncomingItem, ItemReceipt, OperationItem } from './request';

/** What an item became: its receipt, and the message where it is accepted. */
export interface PreparedItem {
  readonly receipt: ItemReceipt;
  /** The entity key, '' of an item that the dialect rejected. */
  readonly key: string;
  readonly message: OutgoingMessage | null;
}

/** What all items of a bulk share. */
export interface BulkIdentity {
  readonly bulkUuid: string;
  readonly acceptedAt: number;
  readonly request: BulkRequest;
  readonly hashItem: HashItem;
  readonly maxItemBytes: number;
}

/** Turns the item with that id into its message; pure but for the identity's hash. */
export type PrepareItem = (item: IncomingItem, id: number) => PreparedItem;

const HEADER_NAME_BYTES = Object.values(operationHeaders).join('').length;

const messageBytes = ({ key, value, headers }: OutgoingMessage): number =>
  Buffer.byteLength(key ?? '') +
  Buffer.byteLength(value ?? '') +
  HEADER_NAME_BYTES +
  Object.values(headers).reduce((bytes, text) => bytes + text.length, 0);

const traceOf = (bulkUuid: string): string =>
  `00-${bulkUuid.replaceAll('-', '')}-${randomBytes(8).toString('hex')}-01`;

/** The part of the operation message that is the same for all items of a bulk, as open JSON text. */
function sharedJson({ bulkUuid, acceptedAt, request }: BulkIdentity): string {
  const shared = {
    v: OPERATION_VERSION,
    bulk_uuid: bulkUuid,
    attempt: 1,
    entity: request.entity,
    scope: request.scope,
    dialect: request.dialect,
    description: request.description,
    accepted_at: new Date(acceptedAt).toISOString(),
    bulk_size: request.items.length,
  };
  return JSON.stringify(shared).slice(0, -1);
}

/**
 * The step from a parsed item to a message. The payload becomes JSON text once, for the hash and the message alike:
 * it is the dearest part of accepting. An item larger than the bus takes is rejected, its neighbours go on.
 */
export function itemPreparation(identity: BulkIdentity): PrepareItem {
  const { bulkUuid, request, hashItem, maxItemBytes } = identity;
  const shared = sharedJson(identity);
  const traceparent = request.traceparent ?? traceOf(bulkUuid);

  const toMessage = (item: OperationItem, id: number): { message: OutgoingMessage; dataHash: string } => {
    const payload = JSON.stringify(item.payload);
    const dataHash = hashItem(item.action, payload, request.scope);
    const value = `${shared},"operation_id":${id},"action":${JSON.stringify(item.action)},"key":${JSON.stringify(item.key)},"data_hash":"${dataHash}","payload":${payload}}`;
    const headers = {
      [operationHeaders.bulkUuid]: bulkUuid,
      [operationHeaders.operationId]: String(id),
      [operationHeaders.dataHash]: dataHash,
      [operationHeaders.traceparent]: traceparent,
    };
    return { message: { key: item.key, value, headers }, dataHash };
  };

  return (item, id) => {
    if (item.kind === 'rejected') {
      const { code, message } = item;
      return { receipt: { id, status: 'rejected', code, message }, key: '', message: null };
    }
    const { message, dataHash } = toMessage(item, id);
    const bytes = messageBytes(message);
    if (bytes > maxItemBytes) {
      const text = `The item is too large: its message has ${bytes} bytes, the limit is ${maxItemBytes}.`;
      return {
        receipt: { id, status: 'rejected', code: 'item_too_large', message: text },
        key: item.key,
        message: null,
      };
    }
    return { receipt: { id, status: 'accepted', dataHash }, key: item.key, message };
  };
}
