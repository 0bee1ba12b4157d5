export { type MongoTimings } from './connect-options';
export { createMongoStores, type MongoStoresOptions, type Stores } from './create-mongo-stores';
