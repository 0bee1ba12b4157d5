import type { MagentoRow } from '../../route-table';

const CATEGORIES = { entity: 'category', acl: 'Magento_Catalog::categories' } as const;
const REPOSITORY = 'Magento\\Catalog\\Model\\CategoryRepository\\Interceptor';
const LINKS = 'Magento\\Catalog\\Model\\CategoryLinkRepository\\Interceptor';

const save = {
  ...CATEGORIES,
  params: [{ name: 'category', required: true }],
  service: 'catalog.api.categoryrepositoryinterface.save',
  implementation: `${REPOSITORY}::save`,
  answer: 'entity',
} as const;

/** Categories and the products in them (contract magento-bulk 7). */
export const CATEGORY_ROWS: readonly MagentoRow[] = [
  { verb: 'POST', path: '/categories', ...save, action: 'create', description: 'Creates a category.' },
  {
    verb: 'PUT',
    path: '/categories/:id',
    ...save,
    action: 'update',
    pathInto: { id: ['category', 'id'] },
    description: 'Changes a category.',
  },
  {
    verb: 'DELETE',
    path: '/categories/:categoryId',
    ...CATEGORIES,
    action: 'delete',
    params: [{ name: 'categoryId', required: true }],
    service: 'catalog.api.categoryrepositoryinterface.deletebyidentifier',
    implementation: `${REPOSITORY}::deleteByIdentifier`,
    answer: 'result',
    description: 'Deletes a category with everything below it.',
  },
  {
    verb: 'PUT',
    path: '/categories/:categoryId/move',
    ...CATEGORIES,
    action: 'move',
    params: [
      { name: 'categoryId', required: true },
      { name: 'parentId', required: true },
      { name: 'afterId', required: false },
    ],
    service: 'catalog.api.categorymanagementinterface.move',
    implementation: 'Magento\\Catalog\\Model\\CategoryManagement\\Interceptor::move',
    answer: 'result',
    description: 'Moves a category below another parent.',
  },
  {
    verb: 'POST',
    path: '/categories/:categoryId/products',
    ...CATEGORIES,
    action: 'add-product',
    params: [{ name: 'productLink', required: true }],
    pathInto: { categoryId: ['productLink', 'category_id'] },
    service: 'catalog.api.categorylinkrepositoryinterface.save',
    implementation: `${LINKS}::save`,
    answer: 'result',
    description: 'Puts a product into a category.',
  },
  {
    verb: 'DELETE',
    path: '/categories/:categoryId/products/:sku',
    ...CATEGORIES,
    action: 'remove-product',
    params: [
      { name: 'categoryId', required: true },
      { name: 'sku', required: true },
    ],
    service: 'catalog.api.categorylinkrepositoryinterface.deletebyids',
    implementation: `${LINKS}::deleteByIds`,
    answer: 'result',
    description: 'Takes a product out of a category.',
  },
];
