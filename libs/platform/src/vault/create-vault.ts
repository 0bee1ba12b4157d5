import { PortError, type Vault } from '@sluice/ports';
import { hashPassword, verifyPassword } from './password-hash';
import { runFew } from './run-few';
import { createSeal, openText, sealingKey } from './seal-text';

/** What a vault is made of. */
export interface VaultOptions {
  /** Any text of at least 32 characters, the same in every process that seals or opens. */
  readonly key: string;
  /** Hashes made or checked side by side; 2 unless told, because each takes a thread and 16 MiB. */
  readonly hashConcurrency?: number;
  /** Checks that may wait, 256 unless told: more would be answered after their callers have gone. */
  readonly maxWaitingChecks?: number;
}

/**
 * The vault of the configured key: seals with AES-256-GCM, hashes with scrypt. `verify` also knows the original's
 * SHA-256 hashes, takes as long for null as for a wrong password, and rejects with `unavailable` when too many wait.
 */
export function createVault({ key, hashConcurrency = 2, maxWaitingChecks = 256 }: VaultOptions): Vault {
  const sealing = sealingKey(key);
  const few = runFew(hashConcurrency);
  return {
    seal: createSeal(sealing),
    open: (sealed) => openText(sealing, sealed),
    hash: (secret) => few.run(() => hashPassword(secret)),
    verify: async (secret, hash) => {
      if (few.waiting() >= maxWaitingChecks) {
        throw new PortError('unavailable', 'too many passwords are being checked');
      }
      return few.run(() => verifyPassword(secret, hash));
    },
  };
}
