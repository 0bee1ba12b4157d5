/**
 * Keeps passwords from everybody but the one who must check them (decision 9): sealed at the door before anything is
 * stored or published, opened and hashed by the consumer alone. No method ever logs or rejects with a password.
 */
export interface Vault {
  /** The text encrypted and authenticated under the configured key; another result every time. */
  seal(secret: string): string;
  /** The sealed text again; throws a PortError `refused` where it was not sealed under this key. */
  open(sealed: string): string;
  /** A slow salted hash, off the event loop, a few at a time. */
  hash(secret: string): Promise<string>;
  /**
   * Whether the hash belongs to the secret: one made by `hash`, or of another make that the vault knows; false for all
   * others and for null, which takes as long as a check. Rejects with `unavailable` when too many checks wait.
   */
  verify(secret: string, hash: string | null): Promise<boolean>;
}
