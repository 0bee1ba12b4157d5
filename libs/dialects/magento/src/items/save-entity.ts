import type { ItemMapper } from '../modules/module';
import { objectArgument } from './scalar-arguments';
import type { Shape } from './shape';
import type { JsonObject } from '../json';

/** An entity whose id is its key: where it is among the arguments, and where new ids come from. */
export interface SavedEntity {
  readonly argument: string;
  readonly idName: string;
  readonly shape: Shape;
  readonly collection: string;
}

/** The object with the property in front of the others. */
const withId = (name: string, id: number, others: JsonObject): JsonObject =>
  Object.fromEntries<unknown>([[name, id], ...Object.entries(others)]);

const without = (object: JsonObject, name: string): JsonObject =>
  Object.fromEntries(Object.entries(object).filter(([key]) => key !== name));

/**
 * `create` without an id, under one that is taken now; `update` with one. As in the original the verb says nothing
 * about it, and 0 is no id.
 */
export const saveMapper =
  ({ argument, idName, shape, collection }: SavedEntity): ItemMapper =>
  (args, { limits }) => {
    const sent = objectArgument(args, argument, { shape, limits });
    const { [idName]: id } = sent;
    const fields = without(sent, idName);
    if (typeof id === 'number' && id !== 0) {
      const payload = withId(idName, id, fields);
      return { kind: 'operation', action: 'update', key: String(id), payload };
    }
    return {
      kind: 'deferred',
      ids: { collection, count: 1 },
      finish: ({ ids: [fresh = 0] }) => ({
        kind: 'operation',
        action: 'create',
        key: String(fresh),
        payload: withId(idName, fresh, fields),
        hashed: fields,
      }),
    };
  };

/** The items of both actions: what was created was sent without its id. */
export const savedItems = (
  entity: string,
  { argument, idName }: SavedEntity,
): Record<string, (payload: JsonObject) => JsonObject> => ({
  [`${entity}/create`]: (payload) => ({ [argument]: without(payload, idName) }),
  [`${entity}/update`]: (payload) => ({ [argument]: payload }),
});
