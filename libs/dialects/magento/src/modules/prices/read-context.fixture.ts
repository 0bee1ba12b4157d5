import { BUILT_IN_STORES } from '@sluice/schemas';
import type { EntityReader, EntityRecord } from '../../entities/entity-reader';
import type { RestCall } from '../../rest-call';
import type { ReadContext, ReadRow } from '../module';

/** What a test lets the store hold: by `entity/key` a document, its id where it has one. */
export type Held = Readonly<Record<string, { readonly document: unknown; readonly id?: number }>>;

function readerOf(held: Held): EntityReader {
  const record = (entity: string, key: string): EntityRecord[] => {
    const found = Object.hasOwn(held, `${entity}/${key}`) ? held[`${entity}/${key}`] : undefined;
    return found === undefined ? [] : [{ key, id: found.id ?? null, document: found.document }];
  };
  const keysOf = (entity: string): string[] =>
    Object.keys(held).flatMap((name) =>
      name.startsWith(`${entity}/`) ? [name.slice(entity.length + 1)] : [],
    );
  return {
    one: (entity, key) => Promise.resolve(record(entity, key)[0] ?? null),
    many: (entity, keys) => Promise.resolve(keys.flatMap((key) => record(entity, key))),
    byRef: (entity, ref) => {
      const all = keysOf(entity).flatMap((key) => record(entity, key));
      return Promise.resolve(all.find(({ id }) => ref === `id:${String(id)}`) ?? null);
    },
    all: async function* (entity) {
      yield await Promise.resolve(keysOf(entity).flatMap((key) => record(entity, key)));
    },
  };
}

const clock = { now: () => 0, delay: () => new Promise<never>(() => undefined) };

/** A context over just that; only what readers of entities look at is there. */
export const readContext = (held: Held, body?: unknown): ReadContext => {
  const options = { stores: BUILT_IN_STORES, limits: { maxNestedItems: 20 }, clock, requestTimeoutMs: 1000 };
  return { options: options as unknown as ReadContext['options'], entities: readerOf(held), body };
};

/** What a reading row answers to a path's values, a query string and a body. */
export function answerOf(
  rows: readonly ReadRow[],
  path: string,
  asked: { held: Held; params?: Record<string, string>; query?: string; body?: unknown },
): Promise<unknown> {
  const row = rows.find((one) => one.path === path);
  if (row === undefined) throw new Error(`no row ${path}`);
  const call = { query: asked.query ?? '' } as unknown as RestCall;
  return row.answer(readContext(asked.held, asked.body), call, asked.params ?? {});
}
