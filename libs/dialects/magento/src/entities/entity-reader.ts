import { withinDeadline, type Deadline, type EntityStore, type StoredAggregate } from '@sluice/ports';
import { MAX_KEY_BYTES, entityRegistry } from '@sluice/schemas';

/** An entity as stored. */
export interface EntityRecord {
  readonly key: string;
  readonly id: number | null;
  readonly document: unknown;
}

/** Reads entities by the name the registry gives them; tombstones are not there. Rejects with a PortError. */
export interface EntityReader {
  one(entity: string, key: string): Promise<EntityRecord | null>;
  /** In the order of the keys, without those that are not there. */
  many(entity: string, keys: readonly string[]): Promise<EntityRecord[]>;
  /** The entity that a ref (`id:17`) leads to. */
  byRef(entity: string, ref: string): Promise<EntityRecord | null>;
  /** All entities, in order of key, a page at a time. */
  all(entity: string): AsyncGenerator<readonly EntityRecord[]>;
}

const PAGE = 500;

const collectionOf = (entity: string): string => {
  const spec = entityRegistry.get(entity);
  if (spec === undefined) throw new Error(`No entity ${entity} in the registry`);
  return spec.collection;
};

const isThere = ({ document }: StoredAggregate): boolean => document !== null;

const toRecord = ({ key, id, document }: StoredAggregate): EntityRecord => ({ key, id, document });

/** The reader over the store, every call within the deadline of a request. */
export function createEntityReader(entities: EntityStore, deadline: Deadline): EntityReader {
  const many = async (entity: string, keys: readonly string[]): Promise<EntityRecord[]> => {
    const possible = keys.filter((key) => key !== '' && Buffer.byteLength(key) <= MAX_KEY_BYTES);
    if (possible.length === 0) return [];
    const found = await withinDeadline(deadline, entities.read(collectionOf(entity), possible));
    return possible
      .flatMap((key) => found.get(key) ?? [])
      .filter(isThere)
      .map(toRecord);
  };
  const one = async (entity: string, key: string) => (await many(entity, [key]))[0] ?? null;
  return {
    one,
    many,
    byRef: async (entity, ref) => {
      const keys = await withinDeadline(deadline, entities.locate(collectionOf(entity), [ref]));
      const key = keys.get(ref);
      return key === undefined ? null : one(entity, key);
    },
    all: async function* (entity) {
      const collection = collectionOf(entity);
      let after: string | undefined;
      for (;;) {
        const query = { limit: PAGE, ...(after === undefined ? {} : { after }) };
        const page = await withinDeadline(deadline, entities.scan(collection, query));
        if (page.length > 0) yield page.map(toRecord);
        const last = page.at(-1);
        if (last === undefined || page.length < PAGE) return;
        after = last.key;
      }
    },
  };
}
