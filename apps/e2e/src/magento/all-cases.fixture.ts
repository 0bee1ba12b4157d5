import { ATTRIBUTE_AND_CONFIGURABLE_CASES } from './cases/attribute-cases.fixture';
import { CART_CASES } from './cases/cart-cases.fixture';
import { CATEGORY_CASES } from './cases/category-cases.fixture';
import { CONTENT_CASES } from './cases/content-cases.fixture';
import { CUSTOMER_CASES } from './cases/customer-cases.fixture';
import { INVENTORY_CASES } from './cases/inventory-cases.fixture';
import { ORDER_AND_RULE_CASES } from './cases/order-cases.fixture';
import { PRICE_CASES } from './cases/price-cases.fixture';
import { PRODUCT_CASES } from './cases/product-cases.fixture';
import { PRODUCT_PART_CASES } from './cases/product-part-cases.fixture';
import type { RouteCase } from './route-case.fixture';

/** One case for every row of contract magento-bulk 7. */
export const ALL_CASES: readonly RouteCase[] = [
  ...PRODUCT_CASES,
  ...PRICE_CASES,
  ...PRODUCT_PART_CASES,
  ...ATTRIBUTE_AND_CONFIGURABLE_CASES,
  ...CATEGORY_CASES,
  ...INVENTORY_CASES,
  ...CUSTOMER_CASES,
  ...CART_CASES,
  ...CONTENT_CASES,
  ...ORDER_AND_RULE_CASES,
];
