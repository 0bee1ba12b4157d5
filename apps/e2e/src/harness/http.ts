import { request, type IncomingHttpHeaders } from 'node:http';

/** One HTTP call. */
export interface HttpCall {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** Longer than the 10 s that every request must be answered in. */
  readonly timeoutMs?: number;
}

/** What was answered. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** The body parsed; undefined where it is no JSON. */
  readonly json: unknown;
  /** From the first byte sent to the last one read, in milliseconds. */
  readonly ms: number;
}

const DEADLINE_MS = 15_000;

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

/**
 * Sends one call over a connection of its own and reads the answer to its end. Rejects where there is no answer:
 * refused, reset, cut short, or later than `timeoutMs`. A non-2xx status is an answer.
 */
export function sendHttp(base: string, call: HttpCall): Promise<HttpAnswer> {
  const { method = 'GET', path, headers = {}, body, timeoutMs = DEADLINE_MS } = call;
  const startedAt = performance.now();
  return new Promise((resolve, reject) => {
    const announce = body !== undefined && headers['transfer-encoding'] === undefined;
    const length = announce ? { 'content-length': String(Buffer.byteLength(body)) } : {};
    const { hostname: host, port } = new URL(base);
    // The path goes out as it is: a URL would resolve its dots.
    const options = { host, port, method, path, agent: false as const, headers: { ...length, ...headers } };
    const outgoing = request(options, (incoming) => {
      const pieces: Buffer[] = [];
      incoming.on('data', (piece: Buffer) => pieces.push(piece));
      incoming.on('error', reject);
      incoming.on('end', () => {
        const text = Buffer.concat(pieces).toString('utf8');
        const { statusCode: status = 0, headers: answered } = incoming;
        resolve({ status, headers: answered, text, json: parse(text), ms: performance.now() - startedAt });
      });
    });
    outgoing.setTimeout(timeoutMs, () => outgoing.destroy(new Error(`${method} ${path}: no answer in time`)));
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
