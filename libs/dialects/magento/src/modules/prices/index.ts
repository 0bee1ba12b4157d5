import type { MagentoModule } from '../module';
import { PRICE_ITEMS, PRICE_MAPPERS } from './map-prices';
import { PRICE_READS } from './price-reads';
import { PRICE_ROWS } from './price-rows';

export { basePriceOf } from './base-price';

/** Tier, base, special and cost prices. */
export const pricesModule: MagentoModule = {
  writes: PRICE_ROWS,
  mappers: PRICE_MAPPERS,
  reads: PRICE_READS,
  views: {},
  items: PRICE_ITEMS,
};
