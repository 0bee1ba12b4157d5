/** An answer, read to its end. */
export interface HttpAnswer {
  readonly status: number;
  readonly text: string;
}

const HEAD_END = '\r\n\r\n';
const STATUS = /^HTTP\/1\.1 (\d{3}) /;
const LENGTH = /^content-length: *(\d+)$/im;

/**
 * The answer that the bytes of a connection hold, undefined while some of it is missing.
 *
 * @throws Error in one line where the bytes are no answer of a known length; a chunked one is none.
 */
export function readAnswer(bytes: Buffer): HttpAnswer | undefined {
  const headEnd = bytes.indexOf(HEAD_END);
  if (headEnd === -1) return undefined;
  const head = bytes.toString('latin1', 0, headEnd);
  const [status, length] = [STATUS.exec(head)?.[1], LENGTH.exec(head)?.[1]];
  if (status === undefined || length === undefined) {
    throw new Error(`no answer of a known length: ${JSON.stringify(head.slice(0, 200))}`);
  }
  const from = headEnd + HEAD_END.length;
  const to = from + Number(length);
  if (bytes.length < to) return undefined;
  return { status: Number(status), text: bytes.toString('utf8', from, to) };
}
