import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { createGate, type Gate } from './gate';

/** What a hash costs: memory is 128 * 2^logN * r bytes, time grows with p. */
export interface ScryptCost {
  readonly logN: number;
  readonly r: number;
  readonly p: number;
}

/** Hashes passwords and compares them. */
export interface Passwords {
  /** `scrypt$<logN>$<r>$<p>$<salt>$<hash>`, the last two in base64url. */
  hash(password: string): Promise<string>;
  /**
   * Whether it is the password of that hash. Null, for a name that is not there, costs the same time as a wrong
   * password and is never right.
   */
  verify(password: string, hash: string | null): Promise<boolean>;
}

/** 32 MiB and about a quarter of a second a password. */
const COST: ScryptCost = { logN: 15, r: 8, p: 3 };
const MAX_MEMORY = 64 * 1024 * 1024;
const SALT_BYTES = 16;
const HASH_BYTES = 32;
const HASH_TEXT = /^scrypt\$(\d{1,2})\$(\d{1,2})\$(\d{1,2})\$([\w-]{22})\$([\w-]{43})$/;

/** Two at once leave threads and memory for the rest of the process. */
const GATE = { running: 2, waiting: 64 } as const;

interface ParsedHash {
  readonly cost: ScryptCost;
  readonly salt: Buffer;
  readonly hash: Buffer;
}

const derive = (password: string, salt: Buffer, { logN, r, p }: ScryptCost): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(password, salt, HASH_BYTES, { N: 2 ** logN, r, p, maxmem: MAX_MEMORY }, (error, hash) => {
      if (error === null) resolve(hash);
      else reject(error);
    });
  });

const parseHash = (text: string | null): ParsedHash | null => {
  const parts = HASH_TEXT.exec(text ?? '');
  if (parts === null) return null;
  const [logN, r, p] = parts.slice(1, 4).map(Number);
  const [salt = '', hash = ''] = parts.slice(4);
  if (logN === undefined || r === undefined || p === undefined) return null;
  return { cost: { logN, r, p }, salt: Buffer.from(salt, 'base64url'), hash: Buffer.from(hash, 'base64url') };
};

const verifying = (gate: Gate, cost: ScryptCost) => {
  const nobody: ParsedHash = { cost, salt: randomBytes(SALT_BYTES), hash: randomBytes(HASH_BYTES) };
  return (password: string, text: string | null): Promise<boolean> =>
    gate(async () => {
      const parsed = parseHash(text);
      const against = parsed ?? nobody;
      const derived = await derive(password, against.salt, against.cost);
      return timingSafeEqual(derived, against.hash) && parsed !== null;
    });
};

/** Makes what hashes passwords; at most two at a time, whoever asks. */
export function createPasswords(cost: ScryptCost = COST): Passwords {
  const gate = createGate(GATE);
  return {
    hash: (password) =>
      gate(async () => {
        const salt = randomBytes(SALT_BYTES);
        const hash = await derive(password, salt, cost);
        const { logN, r, p } = cost;
        return ['scrypt', logN, r, p, salt.toString('base64url'), hash.toString('base64url')].join('$');
      }),
    verify: verifying(gate, cost),
  };
}
