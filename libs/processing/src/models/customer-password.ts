import type { CustomerCreatePayload, CustomerDocument } from '@sluice/schemas';
import type { Applied, SideWrite, Supplies } from '../model';

/** A password as it was sealed at the door: in the customer's own words, or as a hash. */
type SealedPassword = Pick<CustomerCreatePayload, 'password_sealed' | 'password_hash_sealed'>;

const CANNOT_OPEN: Applied = {
  kind: 'refused',
  refusal: {
    class: 'retriable',
    code: 'password_unreadable',
    message: 'The password cannot be opened: it was sealed under another key.',
  },
};

/** The hash that was made or sent, undefined where no password came; null: it cannot be opened. */
function hashOf(sent: SealedPassword, supplies: Supplies): string | null | undefined {
  const { password_sealed: password, password_hash_sealed: hash } = sent;
  if (password !== undefined) return supplies.passwordHash(password);
  return hash === undefined ? undefined : supplies.opened(hash);
}

/** A customer that may be written, apart from its password. */
export interface CheckedCustomer {
  readonly document: CustomerDocument;
  readonly also?: readonly SideWrite[];
}

/**
 * Applies a customer with the hash of the password that came with it; a hash is kept as it was sent. Called last,
 * because nobody is to hash the password of a customer that is refused.
 */
export function applyWithPassword(
  checked: CheckedCustomer,
  sent: SealedPassword,
  supplies: Supplies,
): Applied {
  const hash = hashOf(sent, supplies);
  if (hash === null) return CANNOT_OPEN;
  if (hash === undefined) return { kind: 'applied', ...checked };
  return { kind: 'applied', ...checked, document: { ...checked.document, password_hash: hash } };
}
