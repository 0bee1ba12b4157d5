export { createMagentoCloudRouter, createMagentoRouter } from './router';
export type { AccessPlace, Caller, MagentoLimits, MagentoRouterOptions } from './rest-call';
export type { BodyLimits } from './http/read-body';
export { MODULES, READ_ROUTES, WRITE_ROUTES } from './modules/modules';
export type { MagentoModule, ReadRow } from './modules/module';
export { scopeOf, topicName, type MagentoRow } from './route-table';
export { productView, type ProductReading } from './products/product-view';
