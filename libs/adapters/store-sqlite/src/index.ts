export { createSqliteStores, type SqliteStoresOptions, type Stores } from './create-sqlite-stores';
export { openSqliteTokens, type OpenTokenStore } from './open-token-store';
