import { ANONYMOUS, type MagentoRow } from '../../route-table';

const CUSTOMER = { entity: 'customer' } as const;
const RESOURCE_MODEL = 'Magento\\Customer\\Model\\ResourceModel';

const group = {
  entity: 'customer_group',
  acl: 'Magento_Customer::group',
  params: [{ name: 'group', required: true }],
  service: 'customer.api.grouprepositoryinterface.save',
  implementation: `${RESOURCE_MODEL}\\GroupRepository\\Interceptor::save`,
  answer: 'entity',
} as const;

/** Customers, their addresses and groups (contract magento-bulk 7). */
export const CUSTOMER_ROWS: readonly MagentoRow[] = [
  {
    verb: 'POST',
    path: '/customers',
    ...CUSTOMER,
    action: 'create',
    acl: ANONYMOUS,
    // Who signs up may not choose the group whose prices it is to see.
    guarded: { field: 'group_id', acl: 'Magento_Customer::manage' },
    params: [
      { name: 'customer', required: true },
      { name: 'password', required: false },
      { name: 'redirectUrl', required: false },
    ],
    service: 'customer.api.accountmanagementinterface.createaccount',
    implementation: 'Magento\\Customer\\Model\\AccountManagement\\Interceptor::createAccount',
    answer: 'entity',
    description: 'Creates a customer, with a password where one is sent.',
  },
  {
    verb: 'PUT',
    path: '/customers/:customerId',
    ...CUSTOMER,
    action: 'update',
    acl: 'Magento_Customer::manage',
    params: [
      { name: 'customer', required: true },
      { name: 'passwordHash', required: false },
    ],
    pathInto: { customerId: ['customer', 'id'] },
    service: 'customer.api.customerrepositoryinterface.save',
    implementation: `${RESOURCE_MODEL}\\CustomerRepository\\Interceptor::save`,
    answer: 'entity',
    description: 'Updates the customer with this id; addresses that are sent replace all it has.',
  },
  {
    verb: 'DELETE',
    path: '/customers/:customerId',
    ...CUSTOMER,
    action: 'delete',
    acl: 'Magento_Customer::delete',
    params: [{ name: 'customerId', required: true }],
    service: 'customer.api.customerrepositoryinterface.deletebyid',
    implementation: `${RESOURCE_MODEL}\\CustomerRepository\\Interceptor::deleteById`,
    answer: 'result',
    description: 'Deletes the customer with this id.',
  },
  {
    verb: 'DELETE',
    path: '/addresses/:addressId',
    ...CUSTOMER,
    action: 'delete-address',
    acl: 'Magento_Customer::manage',
    params: [{ name: 'addressId', required: true }],
    service: 'customer.api.addressrepositoryinterface.deletebyid',
    implementation: `${RESOURCE_MODEL}\\AddressRepository\\Interceptor::deleteById`,
    answer: 'result',
    description: 'Deletes the address with this id.',
  },
  {
    verb: 'POST',
    path: '/customerGroups',
    ...group,
    action: 'create',
    description: 'Creates a customer group, or updates the one whose id is sent.',
  },
  {
    verb: 'PUT',
    path: '/customerGroups/:id',
    ...group,
    action: 'update',
    pathInto: { id: ['group', 'id'] },
    description: 'Updates the customer group with this id.',
  },
];
