export {
  BUILT_IN_REGISTRY,
  storeRegistryOf,
  type Currency,
  type CustomerGroup,
  type Registry,
  type StoreGroup,
  type StoreViewRow,
  type TaxClass,
  type Website,
} from './registry';
export { loadRegistry, parseRegistry } from './load-registry';
export { builtInAggregates, idBase, type Seed, type Seeds } from './built-in-aggregates';
export { withBuiltIns } from './with-built-ins';
