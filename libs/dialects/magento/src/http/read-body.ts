import { isUtf8 } from 'node:buffer';
import express, { type Request, type RequestHandler, type Response } from 'express';
import { isDeeperThan } from './json-depth';
import { assertJsonContent } from './negotiate';
import { bodyTooLarge, decodingError, tooDeep, unreadableBody, unsupportedEncoding } from './rest-error';

/** How large and how deep a body may be. */
export interface BodyLimits {
  /** Bytes after decompression. */
  readonly maxBodyBytes: number;
  /** Levels of lists and objects. */
  readonly maxDepth: number;
}

/** Reads the JSON body of a request; undefined where it has none. Rejects with a RestError. */
export type ReadBody = (req: Request, res: Response) => Promise<unknown>;

const typeOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'type' in error ? error.type : undefined;

/** What express.raw found wrong, in the dialect's form; all of it is the sender's doing. */
function refusalOf(error: unknown, req: Request, limits: BodyLimits): Error {
  const type = typeOf(error);
  if (type === 'entity.too.large') return bodyTooLarge(limits.maxBodyBytes);
  if (type === 'encoding.unsupported') return unsupportedEncoding(req.headers['content-encoding'] ?? '');
  return unreadableBody();
}

const readBytes = (raw: RequestHandler, req: Request, res: Response): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    void raw(req, res, (error?: unknown) => {
      const bytes: unknown = req.body;
      // The request outlives its parsing: without this the body stays in memory until the answer is sent.
      req.body = undefined;
      if (error !== undefined) reject(error instanceof Error ? error : new Error('unreadable body'));
      else resolve(Buffer.isBuffer(bytes) ? bytes : Buffer.alloc(0));
    });
  });

const BOM = '\uFEFF';

/** Parses JSON text in UTF-8, with or without a byte order mark. Throws the dialect's 400. */
export function parseJson(bytes: Buffer, maxDepth: number): unknown {
  // Not decoded leniently: two skus that differ only in broken bytes would become one product.
  if (!isUtf8(bytes)) throw decodingError();
  if (isDeeperThan(bytes, maxDepth)) throw tooDeep(maxDepth);
  const text = bytes.toString('utf8');
  try {
    return JSON.parse(text.startsWith(BOM) ? text.slice(1) : text) as unknown;
  } catch {
    throw decodingError();
  }
}

/** A reader of JSON bodies: headers first, then the bytes up to the limit, then depth, then syntax. */
export function createBodyReader(limits: BodyLimits): ReadBody {
  const raw = express.raw({ type: () => true, limit: limits.maxBodyBytes, inflate: true });
  return async (req, res) => {
    const announced = Number(req.headers['content-length'] ?? 0) > 0;
    if (announced) assertJsonContent(req.headers);
    const bytes = await readBytes(raw, req, res).catch((error: unknown) => {
      throw refusalOf(error, req, limits);
    });
    if (bytes.length === 0) return undefined;
    if (!announced) assertJsonContent(req.headers);
    return parseJson(bytes, limits.maxDepth);
  };
}
