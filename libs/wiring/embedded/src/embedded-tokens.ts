import type { TokenStore } from '@sluice/ports';
import { openSqliteTokens } from '@sluice/store-sqlite';

/** The tokens of a data folder, also while a service runs on it; nothing else of it is opened. */
export async function embeddedTokens(
  directory: string,
): Promise<{ readonly tokens: TokenStore; close(): Promise<void> }> {
  return openSqliteTokens(directory);
}
