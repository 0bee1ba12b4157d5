import type { RouteRow, RouteShape } from '@sluice/route-mapping';

/** A row of the table with what only this dialect needs. */
export interface MagentoRow extends RouteRow {
  readonly verb: 'POST' | 'PUT' | 'DELETE';
  /** Class and method that the success text names. */
  readonly implementation: string;
  /** The argument that carries the path's value inside it, where the path's parameter is no argument itself. */
  readonly pathInto?: string;
}

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
} as const;

/** The writing routes (contract magento-bulk 7), the one table for the async and the bulk form. */
export const WRITE_ROUTES: readonly MagentoRow[] = [
  { verb: 'POST', path: '/products', ...save, description: 'Creates or updates a product.' },
  {
    verb: 'PUT',
    path: '/products/:sku',
    ...save,
    pathInto: 'product',
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
    description: 'Deletes the product with this sku.',
  },
];

/** What a reading route shows. */
export type ReadView = 'status' | 'detailed-status' | 'operation-status' | 'product';

/** A route that answers at once. */
export interface ReadRow extends RouteShape {
  readonly verb: 'GET';
  readonly view: ReadView;
}

/** The reading routes (contract magento-bulk 3), sync form only. */
export const READ_ROUTES: readonly ReadRow[] = [
  { verb: 'GET', path: '/bulk/:bulkUuid/status', view: 'status' },
  { verb: 'GET', path: '/bulk/:bulkUuid/detailed-status', view: 'detailed-status' },
  { verb: 'GET', path: '/bulk/:bulkUuid/operation-status/:status', view: 'operation-status' },
  { verb: 'GET', path: '/products/:sku', view: 'product' },
];

/** The topic name of a row, which names the call towards clients (contract magento-bulk 4). */
export const topicName = (row: MagentoRow): string =>
  `async.magento.${row.service}.${row.verb.toLowerCase()}`;
