import { expectGone, expectRead } from '../magento-api.fixture';
import { ADDRESS, customerOf, idIn, makeCustomer, makeGroup } from '../make-entities.fixture';
import type { JsonObject } from '../route-call.fixture';
import { NO_ID, failed, notFound, type RouteCase } from '../route-case.fixture';

const noSuch = (field: string) => notFound(`No such entity with ${field} = ${String(NO_ID)}`);

const CUSTOMER_ROUTES: readonly RouteCase[] = [
  {
    route: 'POST /customers',
    good: ({ api, name }) => ({
      item: { customer: { ...customerOf(name), addresses: [ADDRESS] }, password: 'Pa55word-long' },
      check: async (result) => {
        const id = idIn(result, 'id');
        await expectRead(api, `/customers/${String(id)}`, {
          id,
          email: `${name}@example.com`,
          group_id: 1,
          addresses: [{ city: 'London', customer_id: id }],
        });
      },
    }),
    bad: async ({ api, name }) => {
      await makeCustomer(api, `bad-${name}`);
      return {
        item: { customer: customerOf(`bad-${name}`) },
        verdict: failed('A customer with the same email address already exists in an associated website.'),
      };
    },
  },
  {
    route: 'PUT /customers/:customerId',
    good: async ({ api, name }) => {
      const id = idIn(await makeCustomer(api, name), 'id');
      return {
        path: { customerId: String(id) },
        item: { customer: { ...customerOf(name), id, lastname: 'Lovelace' } },
        inPath: [['customer', 'id']],
        check: async () => expectRead(api, `/customers/${String(id)}`, { id, lastname: 'Lovelace' }),
      };
    },
    bad: ({ name }) => ({
      path: { customerId: String(NO_ID) },
      item: { customer: { ...customerOf(`bad-${name}`), id: NO_ID } },
      inPath: [['customer', 'id']],
      verdict: noSuch('customerId'),
    }),
  },
  {
    route: 'DELETE /customers/:customerId',
    good: async ({ api, name }) => {
      const customerId = idIn(await makeCustomer(api, name), 'id');
      return {
        path: { customerId: String(customerId) },
        item: { customerId },
        check: async (result) => {
          expect(result).toBe(true);
          await expectGone(api, `/customers/${String(customerId)}`);
        },
      };
    },
    bad: () => ({
      path: { customerId: String(NO_ID) },
      item: { customerId: NO_ID },
      verdict: noSuch('customerId'),
    }),
  },
  {
    route: 'DELETE /addresses/:addressId',
    good: async ({ api, name }) => {
      const { id, addresses } = await makeCustomer(api, name, { addresses: [ADDRESS] });
      const addressId = idIn((addresses as JsonObject[])[0], 'id');
      return {
        path: { addressId: String(addressId) },
        item: { addressId },
        check: async (result) => {
          expect(result).toBe(true);
          await expectRead(api, `/customers/${String(id)}`, { addresses: [] });
        },
      };
    },
    bad: () => ({
      path: { addressId: String(NO_ID) },
      item: { addressId: NO_ID },
      verdict: noSuch('addressId'),
    }),
  },
];

/** Customers and customer groups. */
export const CUSTOMER_CASES: readonly RouteCase[] = [
  ...CUSTOMER_ROUTES,
  {
    route: 'POST /customerGroups',
    good: ({ api, name }) => ({
      item: { group: { code: name, tax_class_id: 3 } },
      check: async (result) => {
        const id = idIn(result, 'id');
        await expectRead(api, `/customerGroups/${String(id)}`, { id, code: name, tax_class_id: 3 });
      },
    }),
    bad: () => ({
      item: { group: { code: 'General', tax_class_id: 3 } },
      verdict: failed('Customer Group already exists.'),
    }),
  },
  {
    route: 'PUT /customerGroups/:id',
    good: async ({ api, name }) => {
      const id = await makeGroup(api, name);
      const code = `${name}-2`;
      return {
        path: { id: String(id) },
        item: { group: { id, code, tax_class_id: 3 } },
        inPath: [['group', 'id']],
        check: async () => expectRead(api, `/customerGroups/${String(id)}`, { id, code }),
      };
    },
    bad: ({ name }) => ({
      path: { id: String(NO_ID) },
      item: { group: { id: NO_ID, code: name, tax_class_id: 3 } },
      inPath: [['group', 'id']],
      verdict: noSuch('id'),
    }),
  },
];
