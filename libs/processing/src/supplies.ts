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
  /** Whether an operation asked for what has to be fetched first: what it was answered so far counts for nothing. */
  isWaiting(operation: number): boolean;
  /** Fetches what was missed since the last call; false where nothing was. */
  fetch(): Promise<boolean>;
  /** An aggregate that was read as a document, to write it conditionally. */
  aggregate(collection: string, key: string): StoredAggregate | undefined;
  /** Forgets what the store said, because it has changed since; ids and hashes stay. */
  forget(): void;
}

/** Answers by collection and name, and the names nobody has asked the store for yet. */
interface Shelf<Answer> {
  /** `onMiss` is told where nobody knows yet. */
  ask(collection: string, name: string, onMiss: () => void): Answer | undefined;
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
    ask: (collection, name, onMiss) => {
      const answers = known.get(collection);
      if (answers?.has(name) === true) return answers.get(name);
      innerOf(missed, collection, () => new Set()).add(name);
      onMiss();
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
    cursor: (operation: number, onMiss: () => void) => {
      let used = 0;
      return (): number => {
        const id = given.get(operation)?.[used];
        used += 1;
        if (id !== undefined) return id;
        short.set(operation, used);
        onMiss();
        return 0;
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

/** What the store and the vault have answered so far. */
function createShelves() {
  return {
    existing: createShelf<boolean>(),
    aggregates: createShelf<StoredAggregate | undefined>(),
    refs: createShelf<string | undefined>(),
    hashes: createShelf<string | null>(),
  };
}

type Shelves = ReturnType<typeof createShelves>;

/** Fetches what was asked for in vain, one call a collection; whether anything was. */
async function fillShelves({ existing, aggregates, refs, hashes }: Shelves, { entities, vault }: SupplyDeps) {
  const filled = [
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
  ];
  return filled.includes(true);
}

/** The supplies for the operations of one entity in one delivery. */
export function createSupplies(deps: SupplyDeps, entity: EntitySpec): SupplyRoom {
  const shelves = createShelves();
  const { existing, aggregates, refs, hashes } = shelves;
  const ids = createPartIds();
  const waiting = new Set<number>();
  return {
    of: (operation) => {
      const onMiss = (): void => {
        waiting.add(operation);
      };
      return {
        exists: (collection, key) => existing.ask(collection, key, onMiss) ?? false,
        document: (collection, key) => aggregates.ask(collection, key, onMiss)?.document ?? null,
        idOf: (collection, key) => aggregates.ask(collection, key, onMiss)?.id ?? null,
        locate: (collection, ref) => refs.ask(collection, ref, onMiss),
        nextId: ids.cursor(operation, onMiss),
        passwordHash: (sealed) => hashes.ask(SECRETS, sealed, onMiss) ?? null,
        opened: (sealed) => openSealed(deps.vault, sealed),
      };
    },
    isWaiting: (operation) => waiting.has(operation),
    fetch: async () => {
      waiting.clear();
      const filled = await fillShelves(shelves, deps);
      return (await ids.fetch(deps.partIdsOf(entity))) || filled;
    },
    aggregate: (collection, key) => aggregates.ask(collection, key, () => undefined),
    forget: () => {
      for (const shelf of [existing, aggregates, refs]) shelf.forget();
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
