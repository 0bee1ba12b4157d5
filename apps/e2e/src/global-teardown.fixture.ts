import { keptServers } from './run-servers.fixture';

/** After the last suite, failed or not: ends the servers that the set-up started. */
const tearDown = async (): Promise<void> => keptServers()?.stop();

// eslint-disable-next-line no-restricted-exports -- jest takes a default export here and nothing else
export default tearDown;
