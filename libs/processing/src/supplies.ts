import type { IdPool } from '@sluice/ports';
import { PortError, isPortError, type EntityStore, type StoredAggregate, type Vault } from '@sluice/ports';
import type { EntitySpec } from '@sluice/schemas';
import type { Supplies } from './model';

/** Where supplies come from. */
export interface SupplyDeps {
  readonly entities: EntityStore;
  /** The ids of parts of an entity. */
  readonly partIdsOf: (entity: EntitySpec) => IdPool;
  readonly vault: Vault;
}

/** The supplies of one delivery: what was asked for and is not there is fetched for all operations together. */
export interface SupplyRoom {
  /** The supplies of one operation; `operation` names it within the delivery. A new call starts its ids again. */
  of(operation: number): Supplies;
  /** Fetches what was missed since the last call; false where nothing was. */
  fetch(): Promise<boolean>;
  /** An aggregate that was read as a document, to write it conditionally. */
  aggregate(collection: string, key: string): StoredAggregate | undefined;
  /** Forgets what the store said, because it has changed since; ids and hashes stay. */
  forget(): void;
}

/** Answers by collection and name, and the names nobody has asked the store for yet. */
interface Shelf<Answer> {
  ask(collection: string, name: string): Answer | undefined;
  /** Loads what was asked for in vain; false where nothing was. */
  fetch(load: (collection: string, names: string[]) => Promise<(name: string) => Answer>): Promise<boolean>;
  forget(): void;
}

/** The inner map or set of a key, made where it is missing. */
function innerOf<Inner>(outer: Map<string, Inner>, key: string, make: () => Inner): Inner {
  const inner = outer.get(key) ?? make();
  outer.set(key, inner);
  return inner;
}

function createShelf<Answer>(): Shelf<Answer> {
  const known = new Map<string, Map<string, Answer>>();
  const missed = new Map<string, Set<string>>();
  return {
    ask: (collection, name) => {
      const answers = known.get(collection);
      if (answers?.has(name) === true) return answers.get(name);
      innerOf(missed, collection, () => new Set()).add(name);
      return undefined;
    },
    fetch: async (load) => {
      const wanted = [...missed];
      missed.clear();
      for (const [collection, names] of wanted) {
        const answer = await load(collection, [...names]);
        const answers = innerOf(known, collection, () => new Map<string, Answer>());
        for (const name of names) answers.set(name, answer(name));
      }
      return wanted.length > 0;
    },
    forget: () => {
      known.clear();
      missed.clear();
    },
  };
}

/** The ids of parts, by operation: an operation that is folded again gets the same ones. */
function createPartIds() {
  const given = new Map<number, number[]>();
  const short = new Map<number, number>();
  return {
    cursor: (operation: number) => {
      let used = 0;
      return (): number => {
        const id = given.get(operation)?.[used];
        used += 1;
        if (id === undefined) short.set(operation, used);
        return id ?? 0;
      };
    },
    fetch: async (pool: IdPool): Promise<boolean> => {
      const wanted = [...short].map(([operation, total]) => {
        const have = given.get(operation) ?? [];
        given.set(operation, have);
        return { have, missing: total - have.length };
      });
      short.clear();
      if (wanted.length === 0) return false;
      const ids = await pool.take(wanted.reduce((sum, { missing }) => sum + missing, 0));
      for (const { have, missing } of wanted) have.push(...ids.splice(0, missing));
      return true;
    },
  };
}

/** What was sealed, or null for what was not sealed under our key. */
function openSealed(vault: Vault, sealed: string): string | null {
  try {
    return vault.open(sealed);
  } catch (error) {
    if (isPortError(error, 'refused')) return null;
    throw error;
  }
}

/** A hash, or null for what was not sealed under our key. */
async function hashSealed(vault: Vault, sealed: string): Promise<string | null> {
  const secret = openSealed(vault, sealed);
  return secret === null ? null : vault.hash(secret);
}

/** Hashes asked for by several operations are made side by side; the vault bounds how many at a time. */
const hashAll = (vault: Vault) => async (_collection: string, sealed: string[]) => {
  const hashes = new Map(
    await Promise.all(sealed.map(async (text) => [text, await hashSealed(vault, text)] as const)),
  );
  return (text: string): string | null => hashes.get(text) ?? null;
};

const SECRETS = 'secrets';

/** The supplies for the operations of one entity in one delivery. */
export function createSupplies(deps: SupplyDeps, entity: EntitySpec): SupplyRoom {
  const { entities, vault } = deps;
  const existing = createShelf<boolean>();
  const aggregates = createShelf<StoredAggregate | undefined>();
  const refs = createShelf<string | undefined>();
  const hashes = createShelf<string | null>();
  const ids = createPartIds();
  return {
    of: (operation) => ({
      exists: (collection, key) => existing.ask(collection, key) ?? false,
      document: (collection, key) => aggregates.ask(collection, key)?.document ?? null,
      idOf: (collection, key) => aggregates.ask(collection, key)?.id ?? null,
      locate: (collection, ref) => refs.ask(collection, ref),
      nextId: ids.cursor(operation),
      passwordHash: (sealed) => hashes.ask(SECRETS, sealed) ?? null,
      opened: (sealed) => openSealed(vault, sealed),
    }),
    fetch: async () => {
      const fetched = [
        await existing.fetch(async (collection, keys) => {
          const found = await entities.existing(collection, keys);
          return (key) => found.has(key);
        }),
        await aggregates.fetch(async (collection, keys) => {
          const found = await entities.read(collection, keys);
          return (key) => found.get(key);
        }),
        await refs.fetch(async (collection, names) => {
          const found = await entities.locate(collection, names);
          return (name) => found.get(name);
        }),
        await hashes.fetch(hashAll(vault)),
        await ids.fetch(deps.partIdsOf(entity)),
      ];
      return fetched.includes(true);
    },
    aggregate: (collection, key) => aggregates.ask(collection, key),
    forget: () => {
      existing.forget();
      aggregates.forget();
      refs.forget();
    },
  };
}

/** For a consumer whose entities hold no secrets. */
export const NO_VAULT: Vault = {
  seal: () => refuse(),
  open: () => refuse(),
  hash: () => Promise.reject(new PortError('misconfigured', 'there is no vault here')),
  verify: () => Promise.resolve(false),
};

const refuse = (): never => {
  throw new PortError('misconfigured', 'there is no vault here');
};
