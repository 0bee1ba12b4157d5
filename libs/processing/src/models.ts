import type { EntityModel } from './model';
import { attributeSetModel } from './models/attribute-set';
import { cartModel } from './models/cart';
import { categoryModel } from './models/category';
import { cmsBlockModel } from './models/cms-block';
import { cmsPageModel } from './models/cms-page';
import { customerModel } from './models/customer';
import { customerGroupModel } from './models/customer-group';
import { inventoryItemModel } from './models/inventory-item';
import { inventorySourceModel } from './models/inventory-source';
import { priceModel } from './models/price';
import { orderModel } from './models/order';
import { productModel } from './models/product';
import { productAttributeModel } from './models/product-attribute';
import { salesRuleModel } from './models/sales-rule';
import { stockModel } from './models/stock';

/** The model of every entity in the registry; a test compares the two. */
export const models: ReadonlyMap<string, EntityModel> = new Map<string, EntityModel>([
  ['product', productModel],
  ['product_attribute', productAttributeModel],
  ['attribute_set', attributeSetModel],
  ['category', categoryModel],
  ['price', priceModel],
  ['inventory_item', inventoryItemModel],
  ['inventory_source', inventorySourceModel],
  ['stock', stockModel],
  ['customer', customerModel],
  ['customer_group', customerGroupModel],
  ['cart', cartModel],
  ['order', orderModel],
  ['sales_rule', salesRuleModel],
  ['cms_page', cmsPageModel],
  ['cms_block', cmsBlockModel],
]);

/** The model of an entity that the registry knows. */
export function modelOf(entity: string): EntityModel {
  const model = models.get(entity);
  if (model === undefined) throw new Error(`No model for the entity ${entity}`);
  return model;
}
