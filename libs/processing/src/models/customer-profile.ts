import {
  PROFILE_FIELDS,
  type AddressPayload,
  type CustomerCreatePayload,
  type CustomerDocument,
  type CustomerUpdatePayload,
} from '@sluice/schemas';
import type { OperationContext, Refusal } from '../model';
import { EMPTY_BOOK, mergeAddresses, type AddressBook } from './customer-addresses';
import { GENERAL_GROUP, storeOfWebsite } from './customer-checks';
import { mergeAttributes } from './product-values';
import { mergeOpen, mergeValues, timestamp } from './sent-fields';

type Sent = CustomerCreatePayload | CustomerUpdatePayload;

/** The id in a text, where it is one of the book's. */
const defaultOf = (sent: string | null | undefined, book: AddressBook, before: number | null) =>
  book.addresses.some(({ id }) => String(id) === sent) ? Number(sent) : before;

/** The address book after the operation; a default that names an address of the list wins over its flags. */
function bookAfter(before: CustomerDocument | null, sent: Sent, nextId: () => number) {
  const list = sent.addresses ?? null;
  // A new customer has no addresses yet: ids that its creator sends are somebody else's.
  const entries = before === null ? list?.map((entry): AddressPayload => ({ ...entry, id: null })) : list;
  const had = before ?? EMPTY_BOOK;
  const merged = entries ? mergeAddresses(had, entries, nextId) : { book: had };
  if ('unknown' in merged) return merged;
  const { book } = merged;
  return {
    // Named one by one: what came in may be the whole customer.
    book: {
      addresses: book.addresses,
      default_billing: defaultOf(sent.default_billing, book, book.default_billing),
      default_shipping: defaultOf(sent.default_shipping, book, book.default_shipping),
    },
  };
}

const unknownAddress = (id: number): Refusal => ({
  class: 'final',
  code: 'not_found',
  message: `No such entity with addressId = ${id}`,
});

/** What every customer has, sent or not. */
function essentials(before: CustomerDocument | null, sent: Sent, context: OperationContext) {
  const now = timestamp(context.now);
  const website_id = sent.website_id ?? before?.website_id ?? 0;
  const moved = website_id !== before?.website_id;
  const store_id = sent.store_id ?? (moved ? storeOfWebsite(context.stores, website_id) : before.store_id);
  return {
    email: sent.email ?? before?.email ?? '',
    website_id,
    store_id,
    group_id: sent.group_id ?? before?.group_id ?? GENERAL_GROUP,
    created_at: sent.created_at ?? before?.created_at ?? now,
    updated_at: now,
  };
}

/** In what surroundings a customer is merged, and where its new addresses get their ids. */
export interface Merging {
  readonly context: OperationContext;
  readonly nextId: () => number;
}

/**
 * The customer with what was sent over it; `before` is null where it is new. What is absent stays, null takes away
 * what may be missing, custom attributes merge by code; the password is not looked at. A refusal names an address that
 * is not there.
 */
export function mergeCustomer(
  before: CustomerDocument | null,
  sent: Sent,
  { context, nextId }: Merging,
): CustomerDocument | Refusal {
  const merged = bookAfter(before, sent, nextId);
  if ('unknown' in merged) return unknownAddress(merged.unknown);
  return {
    ...mergeValues(PROFILE_FIELDS, before ?? {}, sent),
    ...essentials(before, sent, context),
    ...merged.book,
    custom_attributes: mergeAttributes(before?.custom_attributes ?? [], sent.custom_attributes ?? []),
    attributes: mergeOpen(before?.attributes, sent.attributes),
    ...(before?.password_hash === undefined ? {} : { password_hash: before.password_hash }),
  };
}
