import type { DeliveredMessage, OutgoingMessage } from '@sluice/ports';

/** A message with the sizes its record will have. */
export interface MeasuredMessage {
  readonly key: Buffer | null;
  readonly value: string | Buffer | null;
  readonly valueBytes: number;
  /** JSON, or empty where there are none. */
  readonly headers: string;
  readonly headersBytes: number;
  /** Of the whole record. */
  readonly bytes: number;
}

/** Three lengths of four bytes: key and value plus one (0 is null), headers. */
const FRAME_BYTES = 12;

const headersText = (headers: OutgoingMessage['headers']): string => {
  const text = JSON.stringify(headers);
  return text === '{}' ? '' : text;
};

/** Measures a message before anything of its call is stored. */
export function measureMessage({ key, value, headers }: OutgoingMessage): MeasuredMessage {
  const keyBuffer = key === null ? null : Buffer.from(key, 'utf8');
  const valueBytes = value === null ? 0 : Buffer.byteLength(value);
  const text = headersText(headers);
  const headersBytes = Buffer.byteLength(text);
  const bytes = FRAME_BYTES + (keyBuffer?.length ?? 0) + valueBytes + headersBytes;
  return { key: keyBuffer, value, valueBytes, headers: text, headersBytes, bytes };
}

/** What counts against a topic's limit: key, value and headers. */
export const payloadBytes = (message: MeasuredMessage): number => message.bytes - FRAME_BYTES;

function writeRecord(target: Buffer, start: number, message: MeasuredMessage): number {
  const { key, value, valueBytes, headers, headersBytes } = message;
  let at = target.writeUInt32LE(key === null ? 0 : key.length + 1, start);
  at = target.writeUInt32LE(value === null ? 0 : valueBytes + 1, at);
  at = target.writeUInt32LE(headersBytes, at);
  if (key !== null) at += key.copy(target, at);
  if (typeof value === 'string') at += target.write(value, at, 'utf8');
  else if (value !== null) at += value.copy(target, at);
  return at + (headersBytes === 0 ? 0 : target.write(headers, at, 'utf8'));
}

/** Packs messages into one block. */
export function packRecords(messages: readonly MeasuredMessage[]): Buffer {
  const block = Buffer.allocUnsafe(messages.reduce((sum, { bytes }) => sum + bytes, 0));
  let at = 0;
  for (const message of messages) at = writeRecord(block, at, message);
  return block;
}

/** A length that was stored plus one; null stands for 0. */
const slice = (block: Buffer, at: number, stored: number): Buffer | null =>
  stored === 0 ? null : block.subarray(at, at + stored - 1);

/** Unpacks a block; keys and values share its memory. */
export function unpackRecords(block: Buffer, firstOffset: number): DeliveredMessage[] {
  const messages: DeliveredMessage[] = [];
  for (let at = 0; at < block.length;) {
    const keySize = block.readUInt32LE(at);
    const valueSize = block.readUInt32LE(at + 4);
    const headersSize = block.readUInt32LE(at + 8);
    const keyAt = at + FRAME_BYTES;
    const valueAt = keyAt + Math.max(0, keySize - 1);
    const headersAt = valueAt + Math.max(0, valueSize - 1);
    at = headersAt + headersSize;
    const headers = headersSize === 0 ? '{}' : block.toString('utf8', headersAt, at);
    messages.push({
      offset: firstOffset + messages.length,
      key: slice(block, keyAt, keySize),
      value: slice(block, valueAt, valueSize),
      headers: JSON.parse(headers) as Record<string, string>,
    });
  }
  return messages;
}
