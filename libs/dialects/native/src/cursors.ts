import { MAX_OPERATION_ID } from '@sluice/schemas';

/** Where a list of bulks goes on: behind this one, newest first. */
export interface BulkPosition {
  readonly acceptedAt: number;
  readonly bulkUuid: string;
}

/** The last instant a Date can show. */
const MAX_INSTANT = 8_640_000_000_000_000;

/** The cursor of the operation a page goes on from: opaque to clients, base64url. */
export function encodeOperationCursor(id: number): string {
  return encode(`o:${String(id)}`);
}

/** The operation id in a cursor, or null where the text is no cursor this lib made. */
export function decodeOperationCursor(cursor: string): number | null {
  const id = Number(/^o:(0|[1-9]\d{0,6})$/.exec(decode(cursor))?.[1] ?? NaN);
  return id <= MAX_OPERATION_ID ? id : null;
}

/** The cursor of the bulk a page goes on behind. */
export function encodeBulkCursor({ acceptedAt, bulkUuid }: BulkPosition): string {
  return encode(`b:${String(acceptedAt)}:${bulkUuid}`);
}

/** The position in a cursor, or null where the text is no cursor this lib made. */
export function decodeBulkCursor(cursor: string): BulkPosition | null {
  const [, instant = '', bulkUuid = ''] =
    /^b:(0|[1-9]\d{0,15}):([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(decode(cursor)) ?? [];
  const acceptedAt = Number(instant);
  return bulkUuid === '' || acceptedAt > MAX_INSTANT ? null : { acceptedAt, bulkUuid };
}

function encode(text: string): string {
  return Buffer.from(text, 'latin1').toString('base64url');
}

/** '' where the text is not base64url exactly as `encode` writes it (Buffer itself skips what it does not know). */
function decode(cursor: string): string {
  const text = Buffer.from(cursor, 'base64url').toString('latin1');
  return encode(text) === cursor ? text : '';
}
