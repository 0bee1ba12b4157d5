import type { MagentoRow } from '../../route-table';

const PRICES = { entity: 'price', acl: 'Magento_Catalog::catalog', answer: 'result' } as const;

const LIST = [{ name: 'prices', required: true }] as const;

const STORAGE = 'Magento\\Catalog\\Model\\Product\\Price';

/** A row whose one argument is a list of prices, by the storage that keeps them. */
const list = (kind: string, method: string) => ({
  ...PRICES,
  params: LIST,
  service: `catalog.api.${kind.toLowerCase()}storageinterface.${method}`,
  implementation: `${STORAGE}\\${kind}Storage\\Interceptor::${method}`,
});

/** Prices (contract magento-bulk 7). */
export const PRICE_ROWS: readonly MagentoRow[] = [
  {
    verb: 'POST',
    path: '/products/tier-prices',
    ...list('TierPrice', 'update'),
    action: 'tier-update',
    description: 'Adds or updates tier prices.',
  },
  {
    verb: 'PUT',
    path: '/products/tier-prices',
    ...list('TierPrice', 'replace'),
    action: 'tier-replace',
    description: 'Replaces all tier prices of the skus in the list.',
  },
  {
    verb: 'POST',
    path: '/products/tier-prices-delete',
    ...list('TierPrice', 'delete'),
    action: 'tier-delete',
    description: 'Deletes tier prices.',
  },
  {
    verb: 'POST',
    path: '/products/base-prices',
    ...list('BasePrice', 'update'),
    action: 'base',
    description: 'Adds or updates base prices by store.',
  },
  {
    verb: 'POST',
    path: '/products/special-price',
    ...list('SpecialPrice', 'update'),
    action: 'special',
    description: 'Adds or updates special prices by store.',
  },
  {
    verb: 'POST',
    path: '/products/special-price-delete',
    ...list('SpecialPrice', 'delete'),
    action: 'special-delete',
    description: 'Deletes special prices.',
  },
  {
    verb: 'POST',
    path: '/products/cost',
    ...list('Cost', 'update'),
    action: 'cost',
    description: 'Adds or updates costs by store.',
  },
  {
    verb: 'POST',
    path: '/products/:sku/group-prices/:customerGroupId/tiers/:qty/price/:price',
    ...PRICES,
    action: 'tier-add',
    params: [
      { name: 'sku', required: true },
      { name: 'customerGroupId', required: true },
      { name: 'price', required: true },
      { name: 'qty', required: true },
    ],
    service: 'catalog.api.producttierpricemanagementinterface.add',
    implementation: 'Magento\\Catalog\\Model\\Product\\TierPriceManagement\\Interceptor::add',
    description: 'Sets the tier price of a customer group (an id, or all) from a quantity on.',
  },
];
