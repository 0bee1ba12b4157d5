import { shape } from '../../items/shape';

const DATA = 'Magento\\Catalog\\Api\\Data';

/** The rows of the price lists (contract magento-bulk 7, "Item field hints"). */
export const BASE_PRICE = shape(`${DATA}\\BasePriceInterface`, {
  price: 'float',
  store_id: 'int',
  sku: 'string',
});

export const SPECIAL_PRICE = shape(`${DATA}\\SpecialPriceInterface`, {
  price: 'float',
  store_id: 'int',
  sku: 'string',
  price_from: 'string',
  price_to: 'string',
});

export const COST = shape(`${DATA}\\CostInterface`, { cost: 'float', store_id: 'int', sku: 'string' });

export const TIER_PRICE = shape(`${DATA}\\TierPriceInterface`, {
  price: 'float',
  price_type: 'string',
  website_id: 'int',
  sku: 'string',
  customer_group: 'string',
  quantity: 'float',
});
