import type { OutgoingMessage } from '@sluice/ports';

/** Upper bounds of Kafka's record format v2: lengths are varints of at most 5 bytes. */
const RECORD_OVERHEAD = 36;
const HEADER_OVERHEAD = 10;
/** Of a record batch around its records. */
export const BATCH_OVERHEAD = 64;

/** What one partition's record batch of a send may hold: the topics' limit is twice that (mechanics 1). */
export const BATCH_BYTES = 1024 * 1024;

const bytesOf = (content: string | Buffer | null): number => {
  if (content === null) return 0;
  return typeof content === 'string' ? Buffer.byteLength(content, 'utf8') : content.length;
};

/** How many bytes a message takes at most in a record batch: key, headers, value and what frames them. */
export function recordBytes({ key, value, headers }: OutgoingMessage): number {
  let bytes = RECORD_OVERHEAD + bytesOf(key) + bytesOf(value);
  for (const name of Object.keys(headers))
    bytes += HEADER_OVERHEAD + bytesOf(name) + bytesOf(headers[name] ?? '');
  return bytes;
}
