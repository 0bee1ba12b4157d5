import type { ActionSpec, EntitySpec } from './entity-spec';
import { catalogEntities } from './registry/catalog';
import { contentEntities } from './registry/content';
import { customerEntities } from './registry/customers';
import { inventoryEntities } from './registry/inventory';
import { priceEntities } from './registry/prices';
import { productEntities } from './registry/products';
import { salesEntities } from './registry/sales';

const all: readonly EntitySpec[] = [
  ...productEntities,
  ...catalogEntities,
  ...priceEntities,
  ...inventoryEntities,
  ...customerEntities,
  ...salesEntities,
  ...contentEntities,
];

/** The one place to add an entity: every topic, consumer and model is looked up from here. */
export const entityRegistry: ReadonlyMap<string, EntitySpec> = new Map(all.map((spec) => [spec.name, spec]));

/** The consumer apps there are, each with an operations topic of its own. */
export const consumers: readonly string[] = [...new Set(all.map((entity) => entity.consumer))];

/** The action of an entity, or undefined where the registry knows no such pair. */
export function findAction(entity: string, action: string): ActionSpec | undefined {
  const actions = entityRegistry.get(entity)?.actions;
  return actions !== undefined && Object.hasOwn(actions, action) ? actions[action] : undefined;
}
