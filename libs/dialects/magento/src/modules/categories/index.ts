import type { MagentoModule } from '../module';
import { CATEGORY_READS, categoryOf } from './category-reads';
import { CATEGORY_ROWS } from './category-rows';
import { CATEGORY_ITEMS, CATEGORY_MAPPERS } from './map-categories';

/** Categories and the products in them. */
export const categoriesModule: MagentoModule = {
  writes: CATEGORY_ROWS,
  mappers: CATEGORY_MAPPERS,
  reads: CATEGORY_READS,
  views: { category: categoryOf },
  items: CATEGORY_ITEMS,
};
