import type { MagentoModule } from '../module';
import { INVENTORY_READS } from './inventory-reads';
import { INVENTORY_ROWS } from './inventory-rows';
import { INVENTORY_ITEM_ITEMS, INVENTORY_ITEM_MAPPERS } from './map-inventory-items';
import { PLACE_ITEMS, PLACE_MAPPERS } from './map-places';

/** Source items, sources, stocks and stock items. */
export const inventoryModule: MagentoModule = {
  writes: INVENTORY_ROWS,
  mappers: { ...INVENTORY_ITEM_MAPPERS, ...PLACE_MAPPERS },
  reads: INVENTORY_READS,
  views: {},
  items: { ...INVENTORY_ITEM_ITEMS, ...PLACE_ITEMS },
};
