export { createSqliteStores, type SqliteStoresOptions, type Stores } from './create-sqlite-stores';
