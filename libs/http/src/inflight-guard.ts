import type { Request, RequestHandler, Response } from 'express';
import { RETRY_AFTER_S, unavailable } from './problem';

/**
 * Shapes the refusal in the dialect of the address: writes the answer and returns true, or returns false to leave it
 * to problem+json. Status 503 and Retry-After are set before.
 */
export type OverloadAnswer = (req: Request, res: Response) => boolean;

/** The two limits a guard lives by. */
export interface InflightOptions {
  /** Bytes of bodies of all requests at one moment. */
  readonly maxBytes: number;
  /** The limit that the body parsers behind the guard enforce on one body. */
  readonly bodyLimitBytes: number;
  readonly answer?: OverloadAnswer;
}

/**
 * Bounds the memory that request bodies take: every request reserves its size before it is read, until its answer is
 * over; what would pass the limit is refused with 503 and Retry-After, unread (mechanics 5). A request that is alone
 * always passes, so that a small limit slows things down but never shuts the door.
 */
export function inflightGuard(options: InflightOptions): RequestHandler {
  let inflightBytes = 0;
  return (req, res, next) => {
    const bytes = bytesToReserve(req, options.bodyLimitBytes);
    if (inflightBytes > 0 && bytes > 0 && inflightBytes + bytes > options.maxBytes) {
      refuse(req, res, options.answer);
      return;
    }
    inflightBytes += bytes;
    res.once('close', () => {
      inflightBytes -= bytes;
    });
    next();
  };
}

/**
 * What a body may come to hold in memory. Unknown or compressed: as much as its parser lets through. Declared too
 * large: nothing, because its parser refuses it unread, and its 413 must not hide behind a 503.
 */
function bytesToReserve(req: Request, bodyLimitBytes: number): number {
  const declared = req.headers['content-length'];
  if (declared === undefined) {
    return req.headers['transfer-encoding'] === undefined ? 0 : bodyLimitBytes;
  }
  if ((req.headers['content-encoding'] ?? 'identity').toLowerCase() !== 'identity') {
    return bodyLimitBytes;
  }
  return Number(declared) > bodyLimitBytes ? 0 : Number(declared);
}

function refuse(req: Request, res: Response, answer: OverloadAnswer | undefined): void {
  res.status(503).set('Retry-After', String(RETRY_AFTER_S));
  if (answer?.(req, res) !== true) {
    unavailable(res, 'Too many request bodies are being read right now. Try again a little later.');
  }
}
