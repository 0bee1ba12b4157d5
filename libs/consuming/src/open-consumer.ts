import { createVault, loadOrCreateKey, readSetting } from '@sluice/platform';
import type { Ports, Subscription } from '@sluice/ports';
import { startConsumer } from '@sluice/processing';
import { builtInAggregates, idBase, loadRegistry, storeRegistryOf, withBuiltIns } from '@sluice/registry';
import type { ConsumerConfig } from './consumer-settings';

/** The consumer whose entities hold secrets; nobody else gets the key. */
const HOLDS_SECRETS = 'customers';

async function vaultFor(consumer: string, config: ConsumerConfig) {
  if (consumer !== HOLDS_SECRETS) return {};
  const key = config.SLUICE_SEAL_KEY ?? (await loadOrCreateKey(config.SLUICE_DATA_DIR, 'seal'));
  return { vault: createVault({ key }) };
}

/**
 * Runs the consumer app of that name over the given ports, with what is built in and the key of sealed passwords:
 * the same in both topologies. Rejects where the registry file is wrong.
 */
export async function openConsumer(
  consumer: string,
  ports: Ports,
  config: ConsumerConfig,
): Promise<Subscription> {
  const registry = readSetting('SLUICE_REGISTRY_FILE', () => loadRegistry(config.SLUICE_REGISTRY_FILE));
  const entities = withBuiltIns(ports.entities, builtInAggregates(registry));
  return startConsumer({
    ports: { ...ports, entities },
    consumer,
    stores: storeRegistryOf(registry),
    idBase: (collection) => idBase(registry, collection),
    ...(await vaultFor(consumer, config)),
  });
}
