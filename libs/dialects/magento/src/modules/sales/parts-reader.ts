import { groupBy } from '@sluice/schemas';
import type { EntityReader, EntityRecord } from '../../entities/entity-reader';

/** What lives inside an entity: an order's shipments, a rule's coupons. */
/** The parts by their ids. */
export type PartsOf = (parent: EntityRecord) => readonly (readonly [id: number, part: unknown])[];

const keyOf = (parent: string, id: number): string => `${parent}/${String(id)}`;

const recordsOf = (parent: EntityRecord, partsOf: PartsOf): EntityRecord[] =>
  partsOf(parent).map(([id, document]) => ({ key: keyOf(parent.key, id), id, document }));

/** The keys under which a parts reader finds all parts of an entity. */
export const partKeys = (parent: EntityRecord | null, partsOf: PartsOf): string[] =>
  parent === null ? [] : partsOf(parent).map(([id]) => keyOf(parent.key, id));

/** A reader that shows parts as if they were entities, so that they can be searched as such. */
export function createPartsReader(entities: EntityReader, partsOf: PartsOf): EntityReader {
  const many = async (entity: string, keys: readonly string[]): Promise<EntityRecord[]> => {
    const parents = [...groupBy(keys, (key) => key.slice(0, key.indexOf('/'))).keys()];
    const found = (await entities.many(entity, parents)).flatMap((parent) => recordsOf(parent, partsOf));
    const byKey = new Map(found.map((record) => [record.key, record]));
    return keys.flatMap((key) => byKey.get(key) ?? []);
  };
  return {
    many,
    one: async (entity, key) => (await many(entity, [key]))[0] ?? null,
    byRef: () => Promise.resolve(null),
    all: async function* (entity) {
      for await (const parents of entities.all(entity)) {
        yield parents.flatMap((parent) => recordsOf(parent, partsOf));
      }
    },
  };
}
