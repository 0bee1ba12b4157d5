import { createHmac, timingSafeEqual } from 'node:crypto';
import { randomBase62, toBase62 } from './base62';
import { crc32 } from './crc32';

/** 71 bits that find the token, 190 bits that nobody guesses, and what tells a token from a typing error. */
const ID_CHARS = 12;
const SECRET_CHARS = 32;
const CHECKSUM_CHARS = 6;

const PARTS = new RegExp(
  `^slc_([0-9A-Za-z]{${String(ID_CHARS)}})_[0-9A-Za-z]{${String(SECRET_CHARS + CHECKSUM_CHARS)}}$`,
);
const BEARER = /^bearer +([^ ]+) *$/i;

/** A token in the hands of its owner. */
export interface PlainToken {
  /** `slc_<id>_<secret><checksum>`. */
  readonly text: string;
  readonly id: string;
}

const checksumOf = (text: string): string => toBase62(crc32(text), CHECKSUM_CHARS);

/**
 * A new token: `slc_`, an id of 12 characters, `_`, a secret of 32 and a checksum of 6, all of [0-9A-Za-z]. The
 * checksum is the CRC-32 of everything before it, in base 62: a scanner for leaked secrets can recognize a token, and
 * a mistyped one is refused without a question to the store. It keeps nobody from making one up.
 */
export function makeToken(): PlainToken {
  const id = randomBase62(ID_CHARS);
  const body = `slc_${id}_${randomBase62(SECRET_CHARS)}`;
  return { text: body + checksumOf(body), id };
}

/** The token a text is; null where its form or its checksum is wrong. */
export function parseToken(text: string): PlainToken | null {
  const id = PARTS.exec(text)?.[1];
  if (id === undefined) return null;
  const body = text.slice(0, -CHECKSUM_CHARS);
  return checksumOf(body) === text.slice(-CHECKSUM_CHARS) ? { text, id } : null;
}

/** What is sent as bearer token in an Authorization header; null for other schemes and anything odd. RFC 6750, 2.1. */
export const bearerOf = (authorization: string | undefined): string | null =>
  BEARER.exec(authorization ?? '')?.[1] ?? null;

/** What is kept of a token: HMAC-SHA256 of its whole text under the pepper, 64 hex digits. */
export const hashToken = (text: string, pepper: string): string =>
  createHmac('sha256', pepper).update(text).digest('hex');

/** Whether a token is the one of that hash; takes the same time wherever the two differ. */
export function matchesHash(text: string, hash: string, pepper: string): boolean {
  const [own, kept] = [Buffer.from(hashToken(text, pepper)), Buffer.from(hash)];
  return own.length === kept.length && timingSafeEqual(own, kept);
}
