import { BUILT_IN_STORES } from '@sluice/schemas';
import type { OperationContext, Supplies } from './model';

/** What a model's test lets the outside hold: `collection/key` to a document with its id, `collection/ref` to a key. */
export interface Outside {
  readonly documents?: Readonly<Record<string, unknown>>;
  readonly ids?: Readonly<Record<string, number>>;
  readonly refs?: Readonly<Record<string, string>>;
  /** The first id of a part. */
  readonly nextId?: number;
}

/** Supplies that hold just that; ids count up from `nextId`. */
export function supplies({ documents = {}, ids = {}, refs = {}, nextId = 1 }: Outside = {}): Supplies {
  let next = nextId;
  return {
    exists: (collection, key) => (documents[`${collection}/${key}`] ?? null) !== null,
    document: (collection, key) => documents[`${collection}/${key}`] ?? null,
    idOf: (collection, key) => ids[`${collection}/${key}`] ?? null,
    locate: (collection, ref) => refs[`${collection}/${ref}`],
    nextId: () => next++,
    passwordHash: (sealed) => (sealed.startsWith('sealed:') ? `hash of ${sealed.slice(7)}` : null),
    opened: (sealed) => (sealed.startsWith('sealed:') ? sealed.slice(7) : null),
  };
}

/** The context of one operation on the aggregate with that id. */
export const context = (outside: Outside = {}, id = 7): OperationContext => ({
  now: Date.UTC(2026, 0, 31, 16, 7, 53),
  stores: BUILT_IN_STORES,
  id,
  supplies: supplies(outside),
  seed: () => '00112233445566aa',
});
