import {
  customerKey,
  isAlias,
  type AddressDeletePayload,
  type CustomerCreatePayload,
  type CustomerDeletePayload,
  type CustomerDocument,
  type CustomerUpdatePayload,
} from '@sluice/schemas';
import type { Applied, EntityModel, OperationContext } from '../model';
import { sameJson } from '../same-json';
import { removeAddress } from './customer-addresses';
import { checkCustomer } from './customer-checks';
import { claimName, holderOf } from './customer-claim';
import { applyWithPassword } from './customer-password';
import { mergeCustomer } from './customer-profile';
import { refuse, timestamp } from './sent-fields';

const nameOf = (document: unknown): string => {
  const { website_id, email } = document as CustomerDocument;
  return customerKey(website_id, email);
};

/** Customers by the e-mail address they go by. */
const NAMES = { collection: 'customers', nameOf } as const;

const ALREADY_EXISTS = refuse(
  'already_exists',
  'A customer with the same email address already exists in an associated website.',
);

const noSuchCustomer = (id: number): Applied => refuse('not_found', `No such entity with customerId = ${id}`);
const noSuchAddress = (id: number): Applied => refuse('not_found', `No such entity with addressId = ${id}`);

/** The customer that is stored; null where there is none, or only a name held for another. */
const customerOf = (document: unknown): CustomerDocument | null =>
  document === null || isAlias(document) ? null : (document as CustomerDocument);

/** Ids that have not been taken yet: the decision is made again once they are, so nothing is worth working out. */
const NOT_YET: Applied = {
  kind: 'refused',
  refusal: { class: 'retriable', code: 'not_yet', message: 'The ids of its addresses are not there yet.' },
};

function create(document: unknown, sent: CustomerCreatePayload, context: OperationContext): Applied {
  const key = customerKey(sent.website_id, sent.email);
  if (holderOf(NAMES, { key, document, supplies: context.supplies }) !== null) return ALREADY_EXISTS;
  const ids = (sent.addresses ?? []).map(() => context.supplies.nextId());
  if (ids.includes(0)) return NOT_YET;
  const after = mergeCustomer(null, sent, { context, nextId: () => ids.shift() ?? 0 });
  if ('class' in after) return { kind: 'refused', refusal: after };
  const refusal = checkCustomer(context, null, after);
  if (refusal !== null) return { kind: 'refused', refusal };
  return applyWithPassword({ document: after }, sent, context.supplies);
}

function update(document: unknown, sent: CustomerUpdatePayload, context: OperationContext): Applied {
  const before = customerOf(document);
  if (before === null) return noSuchCustomer(sent.customer_id);
  const nextId = (): number => context.supplies.nextId();
  const after = mergeCustomer(before, sent, { context, nextId });
  if ('class' in after) return { kind: 'refused', refusal: after };
  const refusal = checkCustomer(context, before, after);
  if (refusal !== null) return { kind: 'refused', refusal };
  const name = nameOf(after);
  const { supplies } = context;
  const also = name === nameOf(before) ? [] : claimName(NAMES, { own: sent.key, name, supplies });
  if (also === null) return ALREADY_EXISTS;
  return applyWithPassword({ document: after, also }, sent, supplies);
}

function deleteAddress(document: unknown, sent: AddressDeletePayload, context: OperationContext): Applied {
  const before = customerOf(document);
  const book = before === null ? null : removeAddress(before, sent.address_id);
  if (before === null || book === null) return noSuchAddress(sent.address_id);
  return { kind: 'applied', document: { ...before, ...book, updated_at: timestamp(context.now) } };
}

const isSame = (before: CustomerDocument, after: CustomerDocument): boolean =>
  sameJson({ ...before, updated_at: '' }, { ...after, updated_at: '' });

/**
 * Customers with their addresses (contract magento-bulk 7 and 8). A customer keeps the key it was created under: its
 * first address stays reserved for as long as it lives, a later one is held by an alias under its key.
 */
export const customerModel: EntityModel = {
  apply(document, { action, payload }, context): Applied {
    switch (action) {
      case 'create':
        return create(document, payload as CustomerCreatePayload, context);
      case 'update':
        return update(document, payload as CustomerUpdatePayload, context);
      case 'delete-address':
        return deleteAddress(document, payload as unknown as AddressDeletePayload, context);
      default: {
        const { customer_id } = payload as CustomerDeletePayload;
        return customerOf(document) === null
          ? noSuchCustomer(customer_id)
          : { kind: 'applied', document: null };
      }
    }
  },
  same: (before, after) =>
    customerOf(before) !== null &&
    after !== null &&
    isSame(before as CustomerDocument, after as CustomerDocument),
  result: ({ action, payload }, id) => {
    if (action !== 'create' && action !== 'update') return 'true';
    const { email, website_id } = payload as Partial<CustomerCreatePayload>;
    return JSON.stringify({ id, email, website_id });
  },
  refs: (document, id) => {
    const customer = customerOf(document);
    if (customer === null || id === null) return [];
    return [`id:${id}`, ...customer.addresses.map((address) => `address:${address.id}`)];
  },
};
