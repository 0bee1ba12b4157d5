import type { MagentoModule } from '../module';
import { ATTRIBUTE_READS, attributeOf, attributeSetOf } from './attribute-reads';
import { CATALOG_ATTRIBUTE_ROWS } from './attribute-rows';
import { ATTRIBUTE_ITEMS, ATTRIBUTE_MAPPERS } from './map-attributes';

/** Attributes of products and attribute sets. */
export const attributesModule: MagentoModule = {
  writes: CATALOG_ATTRIBUTE_ROWS,
  mappers: ATTRIBUTE_MAPPERS,
  reads: ATTRIBUTE_READS,
  views: { product_attribute: attributeOf, attribute_set: attributeSetOf },
  items: ATTRIBUTE_ITEMS,
};
