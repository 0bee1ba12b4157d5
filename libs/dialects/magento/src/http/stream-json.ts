import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { JSON_HEADERS } from './send-json';

/** Resolves when the client takes more; rejects when it has gone. */
async function drained(res: ServerResponse, gone: AbortSignal): Promise<void> {
  await once(res, 'drain', { signal: gone });
}

async function pump(res: ServerResponse, chunks: AsyncIterator<string>, gone: AbortSignal): Promise<void> {
  let chunk = await chunks.next();
  const isGone = (): boolean => gone.aborted;
  if (isGone()) return;
  res.writeHead(200, JSON_HEADERS);
  while (chunk.done !== true && !isGone()) {
    if (!res.write(chunk.value)) await drained(res, gone);
    chunk = await chunks.next();
  }
  res.end();
}

/**
 * Streams JSON text as fast as the client reads it. Nothing is sent before the first chunk is there, so that a failure
 * up to then can still be answered; a later one breaks the connection off, for a client must not take half an answer
 * for a whole one. Where the client goes away the reading stops.
 */
export async function streamJson(res: ServerResponse, chunks: AsyncGenerator<string>): Promise<void> {
  const gone = new AbortController();
  const abort = (): void => {
    gone.abort();
  };
  res.once('close', abort);
  // It may have gone while the first facts were read: then there is no further event to wait for.
  if (res.destroyed) abort();
  try {
    await pump(res, chunks, gone.signal);
  } catch (error) {
    if (gone.signal.aborted) return;
    if (res.headersSent) res.destroy();
    throw error;
  } finally {
    res.off('close', abort);
    await chunks.return(undefined);
  }
}
