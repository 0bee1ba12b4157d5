import { Agent, request } from 'node:http';
import type { HttpAnswer } from './read-answer';

/** Connections that stay open, as many as there are requests at one moment. */
export interface HttpClient {
  readonly post: (path: string, body: Buffer) => Promise<HttpAnswer>;
  readonly get: (path: string) => Promise<HttpAnswer>;
  readonly close: () => void;
}

/** A client of one base URL; node's own, because fetch takes more of the CPU that the measured ones need. */
export function createHttpClient(url: string): HttpClient {
  const agent = new Agent({ keepAlive: true });
  const send = (method: string, path: string, body?: Buffer): Promise<HttpAnswer> =>
    new Promise((resolve, reject) => {
      const headers =
        body === undefined ? {} : { 'Content-Type': 'application/json', 'Content-Length': body.length };
      const outgoing = request(url + path, { method, agent, headers }, (incoming) => {
        const parts: Buffer[] = [];
        incoming.on('data', (part: Buffer) => parts.push(part));
        incoming.on('error', reject);
        incoming.on('end', () => {
          resolve({ status: incoming.statusCode ?? 0, text: Buffer.concat(parts).toString() });
        });
      });
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  return {
    post: (path, body) => send('POST', path, body),
    get: (path) => send('GET', path),
    close: () => {
      agent.destroy();
    },
  };
}
