export { messageBusCaseNames, messageBusContract } from './message-bus.contract';
export type { BusFeatures, BusHarness, BusLog } from './message-bus-harness';
export { memoryCoordinator } from './memory-coordinator';
export { memoryEntities, type MemoryEntities } from './memory-entities';
export { bulkStoreContract } from './bulk-store.contract';
export { coordinatorContract } from './coordinator.contract';
export { entityStoreContract } from './entity-store.contract';
export { rejectStoreContract } from './reject-store.contract';
export { tokenStoreContract } from './token-store.contract';
export {
  settableClock,
  type OpenStores,
  type OpenedStores,
  type SettableClock,
  type StoreFeatures,
  type StorePorts,
} from './store-harness';
