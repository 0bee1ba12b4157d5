import type { CustomerDocument } from '@sluice/schemas';
import { searchEntities } from '../../entities/search-entities';
import { noSuchEntity } from '../../http/rest-error';
import type { EntityView, ReadContext, ReadRow } from '../module';
import { idKeys, keyOfPath } from '../../entities/print-entity';
import { CUSTOMER_FIELDS, addressView, customerView, groupView } from './customer-view';
import { customersByEmail } from './find-customer';

const CUSTOMERS = {
  verb: 'GET',
  access: 'magento:customers:read',
  acl: 'Magento_Customer::customer',
} as const;

const GROUPS = { ...CUSTOMERS, acl: 'Magento_Customer::group' } as const;

const notThere = (field: string, value: string) => noSuchEntity(`No such entity with ${field} = ${value}`);

/** The keys that a list of ids leads to. */
async function keysOfIds(
  { entities }: ReadContext,
  entity: string,
  ids: readonly string[],
): Promise<string[]> {
  const records = await Promise.all(ids.map((id) => entities.byRef(entity, `id:${id}`)));
  return records.flatMap((record) => record?.key ?? []);
}

/** More ids than these cost more than going through all there are. */
const MAX_IDS = 50;

async function keysById(context: ReadContext, entity: string, value: string): Promise<string[] | null> {
  const ids = idKeys(value);
  return ids === null || ids.length > MAX_IDS ? null : keysOfIds(context, entity, ids);
}

async function keysByEmail(context: ReadContext, value: string): Promise<string[] | null> {
  // `eq` takes the text as it is, `in` its pieces: what is found in vain is filtered out.
  const emails = [...new Set([value, ...value.split(',').map((email) => email.trim())])];
  if (emails.length > MAX_IDS) return null;
  const found = await Promise.all(emails.map((email) => customersByEmail(context, email)));
  return found.flat().map(({ key }) => key);
}

const ID_FIELDS: ReadonlySet<string> = new Set(['id', 'entity_id', 'customer_group_id']);

const CUSTOMER_READS: readonly ReadRow[] = [
  {
    ...CUSTOMERS,
    path: '/customers/:customerId',
    entity: 'customer',
    description: 'The customer with this id.',
    answer: async ({ entities }, _call, params) => {
      const id = keyOfPath(params.customerId);
      const found = await entities.byRef('customer', `id:${id}`);
      const view = found === null ? null : customerView(found);
      if (view === null) throw notThere('customerId', id);
      return view;
    },
  },
  {
    ...CUSTOMERS,
    path: '/customers/search',
    entity: 'customer',
    description: 'The customers that fulfil the search criteria.',
    answer: (context, call) =>
      searchEntities(context, call, {
        entity: 'customer',
        fields: CUSTOMER_FIELDS,
        toView: customerView,
        keysOf: (field, value) => {
          if (field === 'email') return keysByEmail(context, value);
          return ID_FIELDS.has(field) ? keysById(context, 'customer', value) : null;
        },
        fieldOf: (view, field) => view[field === 'entity_id' ? 'id' : field],
      }),
  },
  {
    ...CUSTOMERS,
    path: '/customers/addresses/:addressId',
    entity: 'customer',
    description: 'The address with this id.',
    answer: async ({ entities }, _call, params) => {
      const id = keyOfPath(params.addressId);
      const found = await entities.byRef('customer', `address:${id}`);
      const document = found?.document as CustomerDocument | undefined;
      const address = document?.addresses.find((one) => String(one.id) === id);
      if (found === null || document === undefined || address === undefined) throw notThere('addressId', id);
      return addressView({ id: found.id, document }, address);
    },
  },
];

/** The group of customers whose creator names none. */
const DEFAULT_GROUP = '1';

async function groupById(context: ReadContext, id: string): Promise<unknown> {
  const found = await context.entities.byRef('customer_group', `id:${id}`);
  const view = found === null ? null : groupView(found, context.options.registry);
  if (view === null) throw notThere('id', id);
  return view;
}

/** What a search calls a field that is printed under another name. */
const GROUP_COLUMNS: ReadonlyMap<string, string> = new Map([
  ['customer_group_id', 'id'],
  ['customer_group_code', 'code'],
]);

const GROUP_FIELDS = [...GROUP_COLUMNS.keys(), 'id', 'code', 'tax_class_id', 'tax_class_name'];

const GROUP_READS: readonly ReadRow[] = [
  {
    ...GROUPS,
    path: '/customerGroups/:id',
    entity: 'customer_group',
    description: 'The customer group with this id.',
    answer: (context, _call, params) => groupById(context, keyOfPath(params.id)),
  },
  {
    ...GROUPS,
    path: '/customerGroups/search',
    entity: 'customer_group',
    description: 'The customer groups that fulfil the search criteria.',
    answer: (context, call) =>
      searchEntities(context, call, {
        entity: 'customer_group',
        fields: GROUP_FIELDS,
        toView: (record) => groupView(record, context.options.registry),
        keysOf: (field, value) => (ID_FIELDS.has(field) ? keysById(context, 'customer_group', value) : null),
        fieldOf: (view, field) => view[GROUP_COLUMNS.get(field) ?? field],
      }),
  },
  {
    ...GROUPS,
    path: '/customerGroups/default',
    entity: 'customer_group',
    description: 'The group of customers whose creator names none.',
    answer: (context) => groupById(context, DEFAULT_GROUP),
  },
];

/** Reading customers, addresses and groups back. */
export const READS: readonly ReadRow[] = [...CUSTOMER_READS, ...GROUP_READS];

/** What saving one answers. */
export const VIEWS: Readonly<Record<string, EntityView>> = {
  customer: async ({ entities }, key) => {
    const found = await entities.one('customer', key);
    return found === null ? null : customerView(found);
  },
  customer_group: async ({ entities, options }, key) => {
    const found = await entities.one('customer_group', key);
    return found === null ? null : groupView(found, options.registry);
  },
};
