import { PortError, type AggregateWrite, type EntityStore, type StoredAggregate } from '@sluice/ports';
import { compareUtf8, type Ledger } from '@sluice/schemas';

interface Row {
  readonly revision: number;
  readonly id: number | null;
  /** JSON text: nobody who reads shares anything with who wrote. */
  readonly document: string;
  readonly ledger: Ledger;
  readonly refs: readonly string[];
  /** Rises from write to write. */
  readonly turn: number;
}

type Rows = Map<string, Row>;

const COLLECTION_NAME = /^[a-z][a-z0-9_]{0,62}$/;
const LONE_SURROGATE = /\p{Surrogate}/u;

const toAggregate = (key: string, { revision, id, document, ledger }: Row): StoredAggregate => ({
  key,
  revision,
  id,
  document: JSON.parse(document) as unknown,
  ledger: structuredClone(ledger),
});

const checkNames = (writes: readonly AggregateWrite[]): void => {
  if (!writes.some(({ key, refs = [] }) => [key, ...refs].some((name) => LONE_SURROGATE.test(name)))) return;
  throw new PortError('refused', 'a key or ref with a lone surrogate has no UTF-8 form');
};

const writeAll = (rows: Rows, writes: readonly AggregateWrite[], nextTurn: () => number): string[] => {
  checkNames(writes);
  return writes.flatMap(({ key, expectedRevision, id, document, ledger, refs = [] }) => {
    if ((rows.get(key)?.revision ?? 0) !== expectedRevision) return [key];
    const content = { id, document: JSON.stringify(document), ledger: structuredClone(ledger), refs };
    rows.set(key, { revision: expectedRevision + 1, turn: nextTurn(), ...content });
    return [];
  });
};

const holderOf = (rows: Rows, ref: string): string | undefined =>
  [...rows].filter(([, { refs }]) => refs.includes(ref)).sort(([, a], [, b]) => b.turn - a.turn)[0]?.[0];

const isEntity = (row: Row | undefined): boolean => row !== undefined && row.document !== 'null';

/** An EntityStore in memory, for suites; it keeps the whole contract, and nothing of it survives the process. */
export interface MemoryEntities {
  readonly entities: EntityStore;
  /** Every call rejects with `closed` from then on. */
  close(): void;
}

/** Opens an empty one. */
export function memoryEntities(): MemoryEntities {
  const collections = new Map<string, Rows>();
  const state = { closed: false, turn: 0 };
  const rowsOf = (name: string): Rows => {
    if (state.closed) throw new PortError('closed', 'the store is closed');
    if (!COLLECTION_NAME.test(name)) throw new PortError('misconfigured', `${name} cannot name a collection`);
    const rows = collections.get(name) ?? new Map<string, Row>();
    collections.set(name, rows);
    return rows;
  };
  const entities: EntityStore = {
    read: async (collection, keys) => {
      const rows = rowsOf(collection);
      const found = keys.flatMap((key) => ({ key, row: rows.get(key) }));
      return new Map(
        found.flatMap(({ key, row }) => (row === undefined ? [] : [[key, toAggregate(key, row)] as const])),
      );
    },
    write: async (collection, writes) => ({
      conflicts: writeAll(rowsOf(collection), writes, () => ++state.turn),
    }),
    existing: async (collection, keys) => {
      const rows = rowsOf(collection);
      return new Set(keys.filter((key) => isEntity(rows.get(key))));
    },
    locate: async (collection, refs) => {
      const rows = rowsOf(collection);
      const pairs = refs.map((ref) => [ref, holderOf(rows, ref)] as const);
      return new Map(pairs.flatMap(([ref, key]) => (key === undefined ? [] : [[ref, key] as const])));
    },
    scan: async (collection, { after, limit }) =>
      [...rowsOf(collection)]
        .filter(([key, row]) => isEntity(row) && (after === undefined || compareUtf8(key, after) > 0))
        .sort(([a], [b]) => compareUtf8(a, b))
        .slice(0, Math.max(0, limit))
        .map(([key, row]) => toAggregate(key, row)),
  };
  return {
    entities,
    close: () => {
      state.closed = true;
    },
  };
}
