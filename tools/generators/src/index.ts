export { entityGaps, type RegisteredEntity } from './entity-gaps';
export { entityNames, type EntityNames } from './entity-names';
export { planEntity, type FileChange, type ReadProjectFile } from './plan-entity';
