import { listOf, shape } from '../../items/shape';

const DATA = 'Magento\\Catalog\\Api\\Data';

/** What only the server writes (level, path, children, times) is checked and dropped. */
export const CATEGORY = shape(`${DATA}\\CategoryInterface`, {
  id: 'int',
  parent_id: 'int',
  name: 'string',
  is_active: 'bool',
  position: 'int',
  level: 'int',
  children: 'string',
  created_at: 'string',
  updated_at: 'string',
  path: 'string',
  available_sort_by: listOf('string'),
  include_in_menu: 'bool',
  custom_attributes: 'custom',
});

export const CATEGORY_PRODUCT_LINK = shape(`${DATA}\\CategoryProductLinkInterface`, {
  sku: 'string',
  position: 'int',
  category_id: 'string',
});
