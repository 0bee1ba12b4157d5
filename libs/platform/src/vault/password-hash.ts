import { createHash, randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';

/** What a guess costs: 16 MiB and some tens of milliseconds. */
const COST = { N: 2 ** 14, r: 8, p: 1 } as const;
const SALT_BYTES = 16;
const HASH_BYTES = 32;

/** A hash that tells how it was made, so that old ones can be checked when the cost is raised. */
const OURS = /^scrypt\$(\d{1,7})\$(\d{1,2})\$(\d)\$([A-Za-z0-9+/]{16,86}={0,2})\$([A-Za-z0-9+/]{43}=)$/;

/** `hash:salt:version` of the original; version 1 is SHA-256 over salt and password. */
const MAGENTO_SHA256 = /^([0-9a-f]{64}):([^:]*):1$/i;

/** A hash may come from outside: what it may ask of us is bounded. */
const MAX_COST = { N: 2 ** 16, r: 16, p: 4 } as const;

/** Off the event loop, on a thread of the pool. */
function derive(secret: string, salt: Buffer, options: ScryptOptions): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // What the algorithm needs is 128 * N * r; the default limit has no room for more than our own cost.
    scrypt(secret, salt, HASH_BYTES, { ...options, maxmem: 256 * MAX_COST.N * MAX_COST.r }, (error, hash) => {
      if (error === null) resolve(hash);
      else reject(error);
    });
  });
}

/** `scrypt$N$r$p$salt$hash`, salt and hash in base64; the salt is random. */
export async function hashPassword(secret: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await derive(secret, salt, COST);
  return ['scrypt', COST.N, COST.r, COST.p, salt.toString('base64'), hash.toString('base64')].join('$');
}

interface ScryptHash {
  readonly cost: { readonly N: number; readonly r: number; readonly p: number };
  readonly salt: Buffer;
  readonly hash: Buffer;
}

const isPowerOfTwo = (value: number): boolean => value > 1 && (value & (value - 1)) === 0;

const isBearable = ({ N, r, p }: ScryptHash['cost']): boolean =>
  isPowerOfTwo(N) && N <= MAX_COST.N && r >= 1 && r <= MAX_COST.r && p >= 1 && p <= MAX_COST.p;

function parseHash(text: string): ScryptHash | null {
  const [, N, r, p, salt = '', hash = ''] = OURS.exec(text) ?? [];
  const cost = { N: Number(N), r: Number(r), p: Number(p) };
  if (!isBearable(cost)) return null;
  return { cost, salt: Buffer.from(salt, 'base64'), hash: Buffer.from(hash, 'base64') };
}

function isMagentoHash(secret: string, text: string): boolean {
  const [, hash = '', salt = ''] = MAGENTO_SHA256.exec(text) ?? [];
  if (hash === '') return false;
  const made = createHash('sha256').update(salt).update(secret).digest();
  return timingSafeEqual(made, Buffer.from(hash, 'hex'));
}

/** What is checked where there is nothing to check, so that it takes as long. */
const NOBODY: ScryptHash = { cost: COST, salt: Buffer.alloc(SALT_BYTES), hash: Buffer.alloc(HASH_BYTES) };

/**
 * Whether the hash belongs to the secret: one of ours, or the original's of version 1 (SHA-256). Its versions 2 and 3
 * (argon2id) and everything else are kept but never fit. Null is nobody's hash; it and those never take less time
 * than a check.
 */
export async function verifyPassword(secret: string, text: string | null): Promise<boolean> {
  const ours = text === null ? null : parseHash(text);
  const { cost, salt, hash } = ours ?? NOBODY;
  const fits = timingSafeEqual(await derive(secret, salt, cost), hash);
  if (ours !== null) return fits;
  return text !== null && isMagentoHash(secret, text);
}
