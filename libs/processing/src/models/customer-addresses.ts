import {
  ADDRESS_FIELDS,
  type AddressPayload,
  type CustomAttribute,
  type StoredAddress,
} from '@sluice/schemas';
import { sameJson } from '../same-json';
import { mergeAttributes } from './product-values';
import { mergeOpen, mergeValues } from './sent-fields';

/** The addresses of a customer, and which of them are its defaults. */
export interface AddressBook {
  readonly addresses: readonly StoredAddress[];
  readonly default_billing: number | null;
  readonly default_shipping: number | null;
}

export const EMPTY_BOOK: AddressBook = { addresses: [], default_billing: null, default_shipping: null };

/** The address with what was sent over it; null takes a value away. */
function mergeAddress(before: StoredAddress, sent: AddressPayload): StoredAddress {
  const custom: readonly CustomAttribute[] = mergeAttributes(
    before.custom_attributes ?? [],
    sent.custom_attributes ?? [],
  );
  const attributes = mergeOpen(before.attributes, sent.attributes);
  return {
    ...mergeValues(ADDRESS_FIELDS, before, sent),
    id: before.id,
    ...(custom.length === 0 ? {} : { custom_attributes: custom }),
    ...(Object.keys(attributes).length === 0 ? {} : { attributes }),
  };
}

/** An address that is sent without an id, and which of the stored ones it may be. */
interface Unnamed {
  readonly sent: AddressPayload;
  readonly candidates: readonly StoredAddress[];
}

/** The stored address that says the same, so that sending a customer again changes nothing; else a new one. */
function findOrAdd({ sent, candidates }: Unnamed, nextId: () => number): StoredAddress {
  const known = candidates.find((address) => sameJson(mergeAddress({ id: address.id }, sent), address));
  return known ?? mergeAddress({ id: nextId() }, sent);
}

/** What became of a list of addresses; `unknown`: an id that is none of this customer's. */
export type MergedBook = { readonly book: AddressBook } | { readonly unknown: number };

const idOf = ({ id }: AddressPayload): number | null => id ?? null;

/** Only what is still there can be a default. */
const kept = (id: number | null, addresses: readonly StoredAddress[]): number | null =>
  addresses.some((address) => address.id === id) ? id : null;

/**
 * The addresses of a customer after a list was sent, as the original does it: one with an id is merged into the
 * customer's own, one without is added (unless it says the same as one that nobody named), and what is not in the list
 * is gone. A flag only ever makes a default, the last one wins; false takes nothing away.
 */
export function mergeAddresses(
  before: AddressBook,
  sent: readonly AddressPayload[],
  nextId: () => number,
): MergedBook {
  const named = new Set(sent.map(idOf));
  const free = before.addresses.filter(({ id }) => !named.has(id));
  const merged = new Map<number, StoredAddress>();
  let { default_billing: billing, default_shipping: shipping } = before;
  for (const entry of sent) {
    const id = idOf(entry);
    const stored = merged.get(id ?? 0) ?? before.addresses.find((address) => address.id === id);
    if (id !== null && stored === undefined) return { unknown: id };
    const candidates = free.filter((address) => !merged.has(address.id));
    const address =
      stored === undefined ? findOrAdd({ sent: entry, candidates }, nextId) : mergeAddress(stored, entry);
    merged.set(address.id, address);
    if (entry.default_billing === true) billing = address.id;
    if (entry.default_shipping === true) shipping = address.id;
  }
  const addresses = [...merged.values()];
  const defaults = { default_billing: kept(billing, addresses), default_shipping: kept(shipping, addresses) };
  return { book: { addresses, ...defaults } };
}

/** The book without one address; null where it is not in it. */
export function removeAddress(before: AddressBook, id: number): AddressBook | null {
  const addresses = before.addresses.filter((address) => address.id !== id);
  if (addresses.length === before.addresses.length) return null;
  return {
    addresses,
    default_billing: kept(before.default_billing, addresses),
    default_shipping: kept(before.default_shipping, addresses),
  };
}
