import type { MagentoRow } from '../../route-table';

const PRODUCTS = { entity: 'product', acl: 'Magento_Catalog::products' } as const;
const REPOSITORY = 'Magento\\Catalog\\Model\\ProductRepository\\Interceptor';

const save = {
  ...PRODUCTS,
  action: 'upsert',
  params: [
    { name: 'product', required: true },
    { name: 'saveOptions', required: false },
  ],
  service: 'catalog.api.productrepositoryinterface.save',
  implementation: `${REPOSITORY}::save`,
  answer: 'entity',
} as const;

/** Products themselves (contract magento-bulk 7). */
export const PRODUCT_ROWS: readonly MagentoRow[] = [
  { verb: 'POST', path: '/products', ...save, description: 'Creates or updates a product.' },
  {
    verb: 'PUT',
    path: '/products/:sku',
    ...save,
    pathInto: { sku: ['product', 'sku'] },
    description: 'Creates or updates the product with this sku.',
  },
  {
    verb: 'DELETE',
    path: '/products/:sku',
    ...PRODUCTS,
    action: 'delete',
    params: [{ name: 'sku', required: true }],
    service: 'catalog.api.productrepositoryinterface.deletebyid',
    implementation: `${REPOSITORY}::deleteById`,
    answer: 'result',
    description: 'Deletes the product with this sku.',
  },
];
