import type { MagentoModule } from '../module';
import { CART_READS } from './cart-reads';
import { CART_ROWS } from './cart-rows';
import { CART_ITEMS, CART_MAPPERS } from './map-carts';
import { ORDER_ITEMS, ORDER_MAPPERS } from './map-orders';
import { ORDER_AND_PART_READS, savedOrder } from './order-reads';
import { ORDER_ROWS } from './order-rows';
import { RULE_READS, generatedCodes, savedRule } from './rule-reads';

/** Carts, orders, sales rules and coupons. */
export const salesModule: MagentoModule = {
  writes: [...CART_ROWS, ...ORDER_ROWS],
  mappers: { ...CART_MAPPERS, ...ORDER_MAPPERS },
  reads: [...CART_READS, ...ORDER_AND_PART_READS, ...RULE_READS],
  views: { order: savedOrder, sales_rule: savedRule },
  wholeResults: { 'sales_rule/generate': generatedCodes },
  items: { ...CART_ITEMS, ...ORDER_ITEMS },
};
