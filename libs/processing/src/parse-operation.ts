import type { DeliveredMessage, MessageBatch } from '@sluice/ports';
import {
  MAX_OPERATION_ID,
  OPERATION_VERSION,
  entityRegistry,
  findAction,
  operationHeaders,
  operationMessage,
  type ActionSpec,
  type DeadLetterClass,
  type EntitySpec,
  type OperationMessage,
  type Position,
} from '@sluice/schemas';

/** An operation as it came out of the log, checked against its schema. */
export interface DeliveredOperation {
  readonly message: OperationMessage;
  readonly entity: EntitySpec;
  readonly action: ActionSpec;
  readonly position: Position;
  /** The first offset of the batch it came in: everything before it in that partition is committed. */
  readonly firstOffset: number;
  /** Names it among the operations that are processed together; their offsets may be equal in several partitions. */
  readonly ordinal: number;
  readonly source: DeliveredMessage;
}

/** A message no consumer can apply: why, and whose item it is where its headers say so. */
export interface UnreadableMessage {
  readonly errorClass: DeadLetterClass;
  readonly reason: string;
  readonly position: Position;
  readonly source: DeliveredMessage;
  readonly owner: { readonly bulkUuid: string; readonly operationId: number } | null;
}

export type ParsedMessage =
  | { readonly ok: true; readonly operation: DeliveredOperation }
  | { readonly ok: false; readonly unreadable: UnreadableMessage };

/** A refusal, as a value: parsing has no other way out. */
interface Refusal {
  readonly errorClass: DeadLetterClass;
  readonly reason: string;
}

const refuse = (errorClass: DeadLetterClass, reason: string): Refusal => ({ errorClass, reason });

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whose item a message is by its headers alone: the value may be unreadable. */
export function ownerOf(headers: DeliveredMessage['headers']): UnreadableMessage['owner'] {
  const bulkUuid = headers[operationHeaders.bulkUuid];
  const operationId = Number(headers[operationHeaders.operationId] ?? Number.NaN);
  if (bulkUuid === undefined || !UUID.test(bulkUuid)) return null;
  if (!Number.isInteger(operationId) || operationId < 0 || operationId > MAX_OPERATION_ID) return null;
  return { bulkUuid: bulkUuid.toLowerCase(), operationId };
}

function parseJson(value: Buffer | null): { json: unknown } | Refusal {
  if (value === null) return refuse('not_json', 'the message has no value');
  try {
    return { json: JSON.parse(value.toString('utf8')) };
  } catch {
    return refuse('not_json', 'the value is not JSON');
  }
}

interface ParseError {
  readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[];
}

/** The first issue of a failed parse, with the path of the field it is about. */
const describe = (error: ParseError): string => {
  const issue = error.issues[0];
  if (issue === undefined) return 'invalid';
  return issue.path.length === 0 ? issue.message : `${issue.path.join('.')}: ${issue.message}`;
};

const versionOf = (json: unknown): unknown =>
  typeof json === 'object' && json !== null && 'v' in json ? json.v : undefined;

/** What nearly every message has: headers that spell the operation as its value does. */
const spellAlike = (headers: DeliveredMessage['headers'], message: OperationMessage): boolean =>
  headers[operationHeaders.bulkUuid] === message.bulk_uuid &&
  headers[operationHeaders.operationId] === String(message.operation_id);

function checkHeaders(headers: DeliveredMessage['headers'], message: OperationMessage): Refusal | null {
  if (spellAlike(headers, message)) return null;
  const owner = ownerOf(headers);
  if (owner === null) {
    return refuse('missing_headers', 'the headers bulk_uuid and operation_id must name the operation');
  }
  if (owner.bulkUuid === message.bulk_uuid && owner.operationId === message.operation_id) return null;
  return refuse('missing_headers', 'the headers name another operation than the value');
}

function checkEnvelope({ key, headers }: DeliveredMessage, message: OperationMessage): Refusal | null {
  const refusal = checkHeaders(headers, message);
  if (refusal !== null) return refusal;
  if (key === null) return refuse('missing_key', 'the message has no key');
  return key.toString('utf8') === message.key
    ? null
    : refuse('wrong_key', 'the message key is not the key of the value');
}

/** The entity and action of a message, or why this consumer cannot have them. */
function lookUp(
  message: OperationMessage,
  consumer: string,
): { entity: EntitySpec; action: ActionSpec } | Refusal {
  const entity = entityRegistry.get(message.entity);
  if (entity === undefined)
    return refuse('unknown_entity', `entity: there is no ${JSON.stringify(message.entity)}`);
  if (entity.consumer !== consumer)
    return refuse('wrong_topic', `entity: ${entity.name} belongs on another topic`);
  const action = findAction(message.entity, message.action);
  if (action === undefined)
    return refuse('unknown_action', `action: ${entity.name} has no ${JSON.stringify(message.action)}`);
  return { entity, action };
}

function checkPayload(message: OperationMessage, action: ActionSpec): Refusal | null {
  const payload = action.payload.safeParse(message.payload);
  if (!payload.success) return refuse('invalid_payload', `payload.${describe(payload.error)}`);
  if (action.keyOf(message.payload as never) !== message.key) {
    return refuse('wrong_key', 'the key is not the canonical key of the payload');
  }
  return null;
}

type Readable = Pick<DeliveredOperation, 'message' | 'entity' | 'action'>;

function read(source: DeliveredMessage, consumer: string): Readable | Refusal {
  const parsed = parseJson(source.value);
  if ('reason' in parsed) return parsed;
  const version = versionOf(parsed.json);
  if (version !== OPERATION_VERSION) {
    const told = version === undefined ? 'absent' : JSON.stringify(version);
    return refuse('unknown_version', `v: ${told} is not ${String(OPERATION_VERSION)}`);
  }
  const message = operationMessage.safeParse(parsed.json);
  if (!message.success) return refuse('invalid_message', describe(message.error));
  const found = lookUp(message.data, consumer);
  if ('reason' in found) return found;
  const refusal = checkEnvelope(source, message.data) ?? checkPayload(message.data, found.action);
  return refusal ?? { message: message.data, ...found };
}

/** Where a message was found. */
export interface MessagePlace {
  readonly batch: MessageBatch;
  /** Among all messages that are processed together. */
  readonly ordinal: number;
}

/** Reads one message of a consumer's topic. Never throws: what cannot be read is a value, and a dead letter. */
export function parseMessage(
  { batch, ordinal }: MessagePlace,
  source: DeliveredMessage,
  consumer: string,
): ParsedMessage {
  const { epoch, partition, messages } = batch;
  const position = { epoch, partition, offset: source.offset };
  const result = read(source, consumer);
  if ('reason' in result) {
    return { ok: false, unreadable: { ...result, position, source, owner: ownerOf(source.headers) } };
  }
  const { message, entity, action } = result;
  const firstOffset = messages[0]?.offset ?? source.offset;
  return { ok: true, operation: { message, entity, action, position, firstOffset, ordinal, source } };
}
