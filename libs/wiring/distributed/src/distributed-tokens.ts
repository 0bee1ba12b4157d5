import { silentLogger, systemClock, type TokenStore } from '@sluice/ports';
import { createMongoStores } from '@sluice/store-mongodb';

/** The tokens in a database, also while services run on it; no bus is needed. */
export async function distributedTokens(
  mongodbUri: string,
): Promise<{ readonly tokens: TokenStore; close(): Promise<void> }> {
  return createMongoStores({ uri: mongodbUri, clock: systemClock, logger: silentLogger });
}
