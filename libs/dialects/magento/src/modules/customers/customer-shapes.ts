import { listOf, shape } from '../../items/shape';

const region = shape('Magento\\Customer\\Api\\Data\\RegionInterface', {
  region_code: 'string',
  region: 'string',
  region_id: 'int',
  extension_attributes: 'any',
});

const address = shape('Magento\\Customer\\Api\\Data\\AddressInterface', {
  id: 'int',
  customer_id: 'int',
  region,
  region_id: 'int',
  country_id: 'string',
  street: listOf('string'),
  company: 'string',
  telephone: 'string',
  fax: 'string',
  postcode: 'string',
  city: 'string',
  firstname: 'string',
  lastname: 'string',
  middlename: 'string',
  prefix: 'string',
  suffix: 'string',
  vat_id: 'string',
  default_shipping: 'bool',
  default_billing: 'bool',
  extension_attributes: 'any',
  custom_attributes: 'custom',
});

/** A customer as its services take it (contract magento-bulk 8, "Types"). */
export const CUSTOMER = shape('Magento\\Customer\\Api\\Data\\CustomerInterface', {
  id: 'int',
  group_id: 'int',
  default_billing: 'string',
  default_shipping: 'string',
  confirmation: 'string',
  created_at: 'string',
  updated_at: 'string',
  created_in: 'string',
  dob: 'string',
  email: 'string',
  firstname: 'string',
  lastname: 'string',
  middlename: 'string',
  prefix: 'string',
  suffix: 'string',
  gender: 'int',
  store_id: 'int',
  taxvat: 'string',
  website_id: 'int',
  addresses: listOf(address),
  disable_auto_group_change: 'int',
  extension_attributes: 'any',
  custom_attributes: 'custom',
});

/** A customer group as its service takes it; the name of its tax class is only ever read. */
export const GROUP = shape('Magento\\Customer\\Api\\Data\\GroupInterface', {
  id: 'int',
  code: 'string',
  tax_class_id: 'int',
  tax_class_name: 'string',
  extension_attributes: 'any',
});
