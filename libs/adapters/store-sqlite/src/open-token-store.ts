import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { TokenStore } from '@sluice/ports';
import { openDatabase } from '@sluice/sqlite-driver';
import { guardCalls, type Lifecycle } from './map-errors';
import { createTokenStore } from './token-store';

/** The file of tokens and accounts, alone: tools write it beside a running service. */
export const ACCESS_FILE = 'access.db';

/** Tokens and accounts of a data folder. */
export interface OpenTokenStore {
  readonly tokens: TokenStore;
  /** Idempotent. */
  close(): Promise<void>;
}

/**
 * Opens (and creates) the tokens of a data folder and nothing else of it, also beside a running service. Rejects with
 * `unavailable` when the file cannot be opened.
 */
export function openSqliteTokens(directory: string): Promise<OpenTokenStore> {
  const lifecycle: Lifecycle = { closed: false };
  const open = guardCalls(lifecycle, (): OpenTokenStore => {
    mkdirSync(directory, { recursive: true });
    const database = openDatabase({ path: join(directory, ACCESS_FILE) });
    const close = (): Promise<void> => {
      lifecycle.closed = true;
      database.close();
      return Promise.resolve();
    };
    try {
      return { tokens: createTokenStore(database, lifecycle), close };
    } catch (error) {
      database.close();
      throw error;
    }
  });
  return open();
}
