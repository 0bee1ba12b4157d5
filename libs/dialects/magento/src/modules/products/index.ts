import { mapProduct, mapProductDelete } from '../../items/map-product';
import { productItem } from '../../items/magento-item';
import { productOf } from '../../products/read-product';
import type { MagentoModule } from '../module';
import { PRODUCT_PART_ITEMS, PRODUCT_PART_MAPPERS } from './map-product-parts';
import { PRODUCT_PART_ROWS } from './product-part-rows';
import { PRODUCT_ROWS } from './product-rows';
import { PRODUCT_READS } from './product-reads';

/** Products and what lives in their aggregate. */
export const productsModule: MagentoModule = {
  writes: [...PRODUCT_ROWS, ...PRODUCT_PART_ROWS],
  mappers: {
    'product/upsert': (args, { limits }) => mapProduct(args.get('product'), limits),
    'product/delete': (args) => mapProductDelete(args.get('sku')),
    ...PRODUCT_PART_MAPPERS,
  },
  reads: PRODUCT_READS,
  views: { product: productOf },
  items: { 'product/upsert': productItem, ...PRODUCT_PART_ITEMS },
};
