import {
  addressDeletePayload,
  customerCreatePayload,
  customerDeletePayload,
  customerKey,
  customerUpdatePayload,
  type CustomerCreatePayload,
} from '../entities/customer';
import {
  customerGroupCreatePayload,
  customerGroupKey,
  customerGroupUpdatePayload,
} from '../entities/customer-group';
import type { EntitySpec } from '../entity-spec';

/** Of what exists already: the key was found by its id when the operation was accepted. */
const ownKey = ({ key }: { key: string }): string => key;

const birthKey = ({ website_id, email }: CustomerCreatePayload): string => customerKey(website_id, email);

const codeKey = ({ code }: { code: string }): string => customerGroupKey(code);

const customer: EntitySpec = {
  name: 'customer',
  collection: 'customers',
  consumer: 'customers',
  id: 'on-create',
  actions: {
    create: { idempotent: false, payload: customerCreatePayload, keyOf: birthKey },
    update: { idempotent: true, payload: customerUpdatePayload, keyOf: ownKey },
    delete: { idempotent: true, payload: customerDeletePayload, keyOf: ownKey },
    'delete-address': { idempotent: false, payload: addressDeletePayload, keyOf: ownKey },
  },
};

const customerGroup: EntitySpec = {
  name: 'customer_group',
  collection: 'customer_groups',
  consumer: 'customers',
  id: 'on-create',
  actions: {
    create: { idempotent: false, payload: customerGroupCreatePayload, keyOf: codeKey },
    update: { idempotent: true, payload: customerGroupUpdatePayload, keyOf: ownKey },
  },
};

/** Customers and customer groups. */
export const customerEntities: readonly EntitySpec[] = [customer, customerGroup];
