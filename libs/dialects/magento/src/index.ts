export { createMagentoRouter } from './router';
export type { MagentoRouterOptions } from './rest-call';
export type { BodyLimits } from './http/read-body';
export { toMagentoItem } from './items/magento-item';
export { productView, type ProductReading } from './products/product-view';
