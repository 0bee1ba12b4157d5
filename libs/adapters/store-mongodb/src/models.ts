import { Schema, type Connection, type IndexDefinition, type IndexOptions, type mongo } from 'mongoose';
import { PortError } from '@sluice/ports';
import type { AggregateRecord } from './aggregate-record';
import { SEARCH_INDEX, SEARCH_KEYS, type ChunkRecord } from './chunk-record';
import { completeChunks } from './complete-chunks';
import type { CoordinatorCollections, EpochRecord, LeaseRecord, SequenceRecord } from './coordinator';
import type { AggregateCollections } from './entity-store';
import type { RejectRecord } from './reject-store';
import type { AccountRecord, TokenRecord } from './token-store';

/** Everything of Sluice's own starts with this; an entity's collection never does. */
const OWN_PREFIX = 'sluice_';

const ENTITY_COLLECTION = /^[a-z][a-z0-9_]{0,62}$/;

/** What models are for here: collections and indexes. Content is validated before it comes here, and written raw. */
const newSchema = (fields: Record<string, unknown>): Schema =>
  new Schema(fields as never, {
    strict: false,
    versionKey: false,
    minimize: false,
    autoCreate: false,
    autoIndex: false,
    bufferCommands: false,
  });

const GUARD = { _id: String, rev: Number, by: Schema.Types.ObjectId };

const aggregateSchema = (): Schema =>
  newSchema({
    ...GUARD,
    id: Number,
    refs: [String],
    doc: Schema.Types.Mixed,
    ledger: Schema.Types.Mixed,
    text: String,
  });

const headers = { header: { $exists: true } };

/**
 * What BulkStore.list reads is partial, so that a chunk behind the first one costs an entry only while pending; what a
 * search of operations reads is not.
 */
const CHUNK_INDEXES: readonly (readonly [IndexDefinition, IndexOptions])[] = [
  [
    { at: 1, uuid: 1 },
    { name: 'newest', partialFilterExpression: headers },
  ],
  [
    { dialect: 1, at: 1, uuid: 1 },
    { name: 'by_dialect', partialFilterExpression: headers },
  ],
  [
    { entity: 1, at: 1, uuid: 1 },
    { name: 'by_entity', partialFilterExpression: headers },
  ],
  [
    { owner: 1, at: 1, uuid: 1 },
    { name: 'by_owner', partialFilterExpression: headers },
  ],
  [{ description: 1 }, { name: 'by_description' }],
  [{ ...SEARCH_KEYS }, { name: SEARCH_INDEX }],
  [
    { at: 1, uuid: 1, pending: 1 },
    { name: 'unfinished', partialFilterExpression: { pending: { $gt: 0 } } },
  ],
  [{ quietAt: 1 }, { name: 'quiet', partialFilterExpression: { quietAt: { $gt: 0 } } }],
];

const chunkSchema = (): Schema => {
  const schema = newSchema({ ...GUARD, uuid: String, index: Number, at: Number, pending: Number });
  for (const [fields, options] of CHUNK_INDEXES) schema.index(fields, options);
  return schema;
};

const tokenSchema = (): Schema => {
  const droppable = { droppableFrom: { $gt: 0 } };
  return newSchema({ _id: String })
    .index({ createdAt: -1, _id: -1 }, { name: 'newest' })
    .index({ droppableFrom: 1 }, { name: 'droppable', partialFilterExpression: droppable });
};

/** The collections of Sluice's own, and the lookup of the entities'. */
export interface Collections extends CoordinatorCollections {
  readonly aggregates: AggregateCollections;
  readonly chunks: mongo.Collection<ChunkRecord>;
  readonly rejects: mongo.Collection<RejectRecord>;
  readonly tokens: mongo.Collection<TokenRecord>;
  readonly accounts: mongo.Collection<AccountRecord>;
}

const ownCollection = async <Stored extends mongo.Document>(
  connection: Connection,
  name: string,
  schema: Schema,
): Promise<mongo.Collection<Stored>> => {
  const model = connection.model(name, schema, `${OWN_PREFIX}${name}`);
  await model.createCollection();
  await model.createIndexes();
  return model.collection as unknown as mongo.Collection<Stored>;
};

const aggregateCollections = (connection: Connection): AggregateCollections => {
  const known = new Map<string, mongo.Collection<AggregateRecord>>();
  return (name) => {
    const found = known.get(name);
    if (found !== undefined) return found;
    if (!ENTITY_COLLECTION.test(name) || name.startsWith(OWN_PREFIX)) {
      throw new PortError('misconfigured', `${name} cannot name an entity's collection`);
    }
    const model = connection.model(`aggregate ${name}`, aggregateSchema(), name);
    const collection = model.collection as unknown as mongo.Collection<AggregateRecord>;
    known.set(name, collection);
    return collection;
  };
};

/** Declares the models, and makes the collections and indexes of Sluice's own; idempotent, also when run twice at once. */
export async function openCollections(connection: Connection): Promise<Collections> {
  const plain = (): Schema => newSchema({ _id: String });
  const [chunks, rejects, tokens, accounts, epochs, leases, sequences] = await Promise.all([
    ownCollection<ChunkRecord>(connection, 'bulks', chunkSchema()),
    ownCollection<RejectRecord>(connection, 'rejects', plain()),
    ownCollection<TokenRecord>(connection, 'tokens', tokenSchema()),
    ownCollection<AccountRecord>(connection, 'accounts', plain()),
    ownCollection<EpochRecord>(connection, 'epochs', plain()),
    ownCollection<LeaseRecord>(connection, 'leases', plain()),
    ownCollection<SequenceRecord>(connection, 'sequences', plain()),
  ]);
  await completeChunks(chunks);
  const aggregates = aggregateCollections(connection);
  return { aggregates, chunks, rejects, tokens, accounts, epochs, leases, sequences };
}
