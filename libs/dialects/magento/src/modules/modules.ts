import type { MagentoModule } from './module';
import { attributesModule } from './attributes';
import { categoriesModule } from './categories';
import { contentModule } from './content';
import { customersModule } from './customers';
import { inventoryModule } from './inventory';
import { pricesModule } from './prices';
import { productsModule } from './products';
import { salesModule } from './sales';
import { statusModuleOf } from './status';
import { storesModule } from './stores';

/** The parts of the API that write, and what reads them back. */
const ENTITY_MODULES: readonly MagentoModule[] = [
  productsModule,
  attributesModule,
  categoriesModule,
  pricesModule,
  inventoryModule,
  customersModule,
  salesModule,
  contentModule,
  storesModule,
];

/** All parts of the API; the route table is what they have together. */
export const MODULES: readonly MagentoModule[] = [...ENTITY_MODULES, statusModuleOf(ENTITY_MODULES)];

/** The writing routes (contract magento-bulk 7 and 8), one table for the sync, async and bulk form. */
export const WRITE_ROUTES = MODULES.flatMap((module) => module.writes);

/** The reading routes, sync form only. */
export const READ_ROUTES = MODULES.flatMap((module) => module.reads);
