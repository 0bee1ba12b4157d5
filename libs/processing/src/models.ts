import type { EntityModel } from './model';
import { productModel } from './models/product';

/** The model of every entity in the registry; a test compares the two. */
export const models: ReadonlyMap<string, EntityModel> = new Map([['product', productModel]]);

/** The model of an entity that the registry knows. */
export function modelOf(entity: string): EntityModel {
  const model = models.get(entity);
  if (model === undefined) throw new Error(`No model for the entity ${entity}`);
  return model;
}
