import type { ServerResponse } from 'node:http';

export const JSON_HEADERS = { 'Content-Type': 'application/json; charset=utf-8' } as const;

/** A whole answer; `value` is what becomes the JSON body. */
export interface JsonAnswer {
  readonly status: number;
  readonly value: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends an answer in one piece; a client that has gone is not an error. */
export function sendJson(res: ServerResponse, { status, value, headers }: JsonAnswer): void {
  if (res.headersSent || res.destroyed) return;
  const text = JSON.stringify(value);
  res.writeHead(status, { ...JSON_HEADERS, ...headers, 'Content-Length': Buffer.byteLength(text) });
  res.end(text);
}
