import { entityRegistry, operationsTopic } from '@sluice/schemas';

/** The topic that operations of an entity go to; throws where the registry has no such entity. */
export function operationsTopicOf(entity: string): string {
  const spec = entityRegistry.get(entity);
  if (spec === undefined) throw new Error(`No entity ${entity} in the registry`);
  return operationsTopic(spec.consumer);
}
