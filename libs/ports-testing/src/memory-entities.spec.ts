import { entityStoreContract } from './entity-store.contract';
import { memoryEntities } from './memory-entities';
import { settableClock, type StorePorts } from './store-harness';

entityStoreContract(
  'memory',
  () => {
    const { entities, close } = memoryEntities();
    // The suite of entities asks for no other port.
    const stores = { entities } as StorePorts;
    const dispose = async (): Promise<void> => {
      close();
    };
    return Promise.resolve({ stores, others: stores, clock: settableClock(), dispose });
  },
  { refusedNesting: null, refusedBytes: null },
);
