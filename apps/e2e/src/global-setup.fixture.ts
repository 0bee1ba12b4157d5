import { buildApps } from './harness/build-apps';
import { keepServers } from './run-servers.fixture';

/** Before the first suite: builds what the suites run, and has servers where the caller named none. */
async function setUp(): Promise<void> {
  await buildApps();
  // Loaded only now: it is one of the things that were built.
  const { isInstalled, missingTools, provideServers } = await import('@sluice/servers');
  const servers = await provideServers();
  if ('unavailable' in servers) {
    process.env['SLUICE_E2E_UNAVAILABLE'] = servers.unavailable;
    return;
  }
  process.env['KAFKA_BROKERS'] = servers.kafkaBrokers;
  process.env['MONGODB_URI'] = servers.mongodbUri;
  process.env['SLUICE_E2E_MISSING'] = (await missingTools(isInstalled())).join(', ');
  keepServers(servers);
}

// eslint-disable-next-line no-restricted-exports -- jest takes a default export here and nothing else
export default setUp;
