import { randomUUID } from 'node:crypto';
import type { OutgoingMessage } from '@sluice/ports';
import { MAX_PARTS, OPERATION_VERSION, operationHeaders } from '@sluice/schemas';
import type { HashItem } from './data-hash';
import type { BulkRequest, IncomingItem, ItemReceipt, OperationInParts, OperationItem } from './request';

/** What an item became: its receipt, and the message where it is accepted. */
export interface PreparedItem {
  readonly receipt: ItemReceipt;
  /** The entity key, '' of an item that the dialect rejected. */
  readonly key: string;
  /** None of a rejected item, several of an operation in parts. */
  readonly messages: readonly OutgoingMessage[];
  /** JSON text of an operation that is done already, because there was nothing to do; else absent. */
  readonly done?: { readonly result: string | null };
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

/** Node keeps random uuids in store; eight bytes asked for alone take four times as long (measured). */
const randomHex = (): string => randomUUID().replaceAll('-', '');

const traceOf = (bulkUuid: string): string =>
  `00-${bulkUuid.replaceAll('-', '')}-${randomHex().slice(-16)}-01`;

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

/** A message before it has its headers and its place. */
interface Envelope {
  readonly id: number;
  readonly action: string;
  readonly dataHash: string;
  /** The end of the operation's JSON text that tells which part it is; '' where it is whole. */
  readonly partJson: string;
}

const rejection = (id: number, key: string, { code, message }: { code: string; message: string }) =>
  ({ receipt: { id, status: 'rejected', code, message }, key, messages: [] }) as const;

const tooLarge = (bytes: number, limit: number) => ({
  code: 'item_too_large',
  message: `The item is too large: its message has ${bytes} bytes, the limit is ${limit} (SLUICE_MAX_ITEM_BYTES).`,
});

/** The JSON text of an object with more fields behind its own. */
function withFields(objectJson: string, fields: Readonly<Record<string, string>>): string {
  const more = JSON.stringify(fields);
  return objectJson === '{}' ? more : `${objectJson.slice(0, -1)},${more.slice(1)}`;
}

/** The payload as it travels, and what its data_hash is taken of. */
function textsOf({ payload, hashed, sealed }: OperationItem): { payload: string; hashed: string } {
  const plain = JSON.stringify(payload);
  const sent = hashed === undefined ? plain : JSON.stringify(hashed);
  if (sealed === undefined) return { payload: plain, hashed: sent };
  return { payload: withFields(plain, sealed.fields), hashed: sent + JSON.stringify(sealed.clear) };
}

/**
 * The step from a parsed item to its messages. The payload becomes JSON text once, for the hash and the message
 * alike: it is the dearest part of accepting. An item larger than the bus takes is rejected, its neighbours go on.
 */
export function itemPreparation(identity: BulkIdentity): PrepareItem {
  const { bulkUuid, request, hashItem, maxItemBytes } = identity;
  const shared = sharedJson(identity);
  const traceparent = request.traceparent ?? traceOf(bulkUuid);

  const toMessage = (key: string, payload: string, envelope: Envelope): OutgoingMessage => {
    const { id, action, dataHash, partJson } = envelope;
    const value = `${shared},"operation_id":${id},"action":${JSON.stringify(action)},"key":${JSON.stringify(key)},"data_hash":"${dataHash}"${partJson},"payload":${payload}}`;
    const headers = {
      [operationHeaders.bulkUuid]: bulkUuid,
      [operationHeaders.operationId]: String(id),
      [operationHeaders.dataHash]: dataHash,
      [operationHeaders.traceparent]: traceparent,
    };
    return { key, value, headers };
  };

  const finish = (id: number, dataHash: string, messages: readonly OutgoingMessage[]): PreparedItem => {
    const key = messages[0]?.key ?? '';
    const bytes = messages.reduce((most, message) => Math.max(most, messageBytes(message)), 0);
    if (bytes > maxItemBytes) return rejection(id, key, tooLarge(bytes, maxItemBytes));
    return { receipt: { id, status: 'accepted', dataHash }, key, messages };
  };

  const whole = (item: OperationItem, id: number): PreparedItem => {
    const { action, key } = item;
    const { payload, hashed } = textsOf(item);
    const dataHash = hashItem(action, hashed, request.scope);
    return finish(id, dataHash, [toMessage(key, payload, { id, action, dataHash, partJson: '' })]);
  };

  const inParts = (item: OperationInParts, id: number): PreparedItem => {
    const { action, parts, emptyResult } = item;
    const payloads = parts.map((part) => JSON.stringify(part.payload));
    const dataHash = hashItem(action, payloads.join(), request.scope);
    if (parts.length > MAX_PARTS) return rejection(id, '', tooManyParts(parts.length));
    const messages = parts.map(({ key }, index) => {
      const partJson = parts.length === 1 ? '' : `,"part":{"index":${index},"count":${parts.length}}`;
      return toMessage(key, payloads[index] ?? '{}', { id, action, dataHash, partJson });
    });
    const prepared = finish(id, dataHash, messages);
    return parts.length === 0 ? { ...prepared, done: { result: emptyResult } } : prepared;
  };

  return (item, id) => {
    if (item.kind === 'rejected') return rejection(id, '', item);
    return item.kind === 'parts' ? inParts(item, id) : whole(item, id);
  };
}

const tooManyParts = (count: number) => ({
  code: 'too_many_entities',
  message: `The item names ${count} entities, the limit is ${MAX_PARTS}.`,
});
