import { createCipheriv, createDecipheriv, hkdfSync, randomFillSync } from 'node:crypto';
import { PortError } from '@sluice/ports';

const VERSION = 's1.';
const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Nonces are drawn that many at once: one alone costs as much as sealing (measured). */
const NONCES = 512;

/** The AES key of a configured text, whatever its length; another purpose would get another key of the same text. */
export const sealingKey = (text: string): Buffer =>
  Buffer.from(hkdfSync('sha256', text, '', 'sluice/seal/1', KEY_BYTES));

/** The next nonce, never given out before; good until the next call. */
function createNonces(): () => Buffer {
  const drawn = Buffer.alloc(NONCES * NONCE_BYTES);
  let next = drawn.length;
  return () => {
    if (next === drawn.length) {
      randomFillSync(drawn);
      next = 0;
    }
    next += NONCE_BYTES;
    return drawn.subarray(next - NONCE_BYTES, next);
  };
}

/**
 * Seals texts: `s1.` and base64url of nonce, tag and ciphertext; the nonce is random, so equal texts are sealed
 * differently.
 */
export function createSeal(key: Buffer): (secret: string) => string {
  const nextNonce = createNonces();
  return (secret) => {
    const nonce = nextNonce();
    const cipher = createCipheriv(CIPHER, key, nonce);
    const text = cipher.update(secret, 'utf8');
    // This mode works byte by byte, so the end adds only the tag.
    cipher.final();
    return VERSION + Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64url');
  };
}

/** The cause is left out: nothing of what was tried belongs into a log. */
const notOurs = (): PortError => new PortError('refused', 'the text was not sealed under this key');

/** The text that was sealed; throws a PortError `refused` for anything else, a changed byte among it. */
export function openText(key: Buffer, sealed: string): string {
  if (!sealed.startsWith(VERSION)) throw notOurs();
  const bytes = Buffer.from(sealed.slice(VERSION.length), 'base64url');
  if (bytes.length < NONCE_BYTES + TAG_BYTES) throw notOurs();
  const nonce = bytes.subarray(0, NONCE_BYTES);
  const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  try {
    return (
      decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
    );
  } catch {
    throw notOurs();
  }
}
