import type { IdPool } from '@sluice/ports';
import { PortError, isPortError, type EntityStore, type StoredAggregate, type Vault } from '@sluice/ports';
import type { EntitySpec } from '@sluice/schemas';
import type { Foresight } from './foresight';
import type { Supplies } from './model';

/** Where supplies come from. */
export interface SupplyDeps {
  readonly entities: EntityStore;
  /** The ids of parts of an entity. */
  readonly partIdsOf: (entity: EntitySpec) => IdPool;
  /** What the operations of an entity are known to ask for. */
  readonly foresightOf: (entity: EntitySpec) => Foresight;
  readonly vault: Vault;
}

/** The supplies of one delivery: what was asked for and is not there is fetched for all operations together. */
export interface SupplyRoom {
  /**
   * The supplies of one operation, until those of another are taken: decisions are made one after the other, and one
   * object for each would be a good part of their cost. `operation` names it within the delivery; a new call starts its
   * ids again.
   */
  of(operation: number): Supplies;
  /** Whether an operation asked for what has to be fetched first: what it was answered so far counts for nothing. */
  isWaiting(operation: number): boolean;
  /** Reads ahead what was asked for by deliveries before this one. */
  foresee(): Promise<void>;
  /** Fetches what was missed since the last call; false where nothing was. */
  fetch(): Promise<boolean>;
  /** An aggregate that was read as a document, to write it conditionally. */
  aggregate(collection: string, key: string): StoredAggregate | undefined;
  /** Forgets what the store said, because it has changed since; ids and hashes stay. */
  forget(): void;
}

/** Answers by collection and name, and the names nobody has asked the store for yet. */
interface Shelf<Answer> {
  /** Where nobody knows yet, the operation has to wait. */
  ask(collection: string, name: string, operation: number): Answer | undefined;
  /** What is known; nothing is fetched for it. */
  peek(collection: string, name: string): Answer | undefined;
  /** Has the next fetch load what is not known yet. */
  want(collection: string, names: readonly string[]): void;
  /** Loads what was asked for in vain; false where nothing was. */
  fetch(load: (collection: string, names: string[]) => Promise<(name: string) => Answer>): Promise<boolean>;
  forget(): void;
}

/** The inner map or set of a key, made where it is missing. */
function innerOf<Key, Inner>(outer: Map<Key, Inner>, key: Key, make: () => Inner): Inner {
  const inner = outer.get(key) ?? make();
  outer.set(key, inner);
  return inner;
}

/** An empty shelf; `onMiss` is told what is asked for in vain, and by which operation. */
function createShelf<Answer>(
  onMiss: (operation: number, collection: string, name: string) => void,
): Shelf<Answer> {
  const known = new Map<string, Map<string, Answer>>();
  const missed = new Map<string, Set<string>>();
  return {
    ask: (collection, name, operation) => {
      const answers = known.get(collection);
      const answer = answers?.get(name);
      if (answer !== undefined || answers?.has(name) === true) return answer;
      innerOf(missed, collection, () => new Set()).add(name);
      onMiss(operation, collection, name);
      return undefined;
    },
    peek: (collection, name) => known.get(collection)?.get(name),
    want: (collection, names) => {
      const answers = known.get(collection);
      const unknown = names.filter((name) => answers?.has(name) !== true);
      for (const name of unknown) innerOf(missed, collection, () => new Set()).add(name);
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
function createPartIds(pool: IdPool, onTake: () => void) {
  const given = new Map<number, number[]>();
  const short = new Map<number, number>();
  /** One that is at hand, for an operation that has had none in vain. */
  const takeReady = (operation: number): number | null => {
    const id = short.has(operation) ? null : pool.takeReady();
    if (id === null) return null;
    innerOf(given, operation, (): number[] => []).push(id);
    return id;
  };
  return {
    cursor: (operation: number, onMiss: () => void) => {
      let used = 0;
      return (): number => {
        onTake();
        const id = given.get(operation)?.[used] ?? takeReady(operation);
        used += 1;
        if (id !== null) return id;
        short.set(operation, used);
        onMiss();
        return 0;
      };
    },
    fetch: async (): Promise<boolean> => {
      const wanted = [...short].map(([operation, total]) => {
        const have = innerOf(given, operation, (): number[] => []);
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

/** What the store and the vault have answered so far; whoever asks in vain is put on the list of those that wait. */
function createShelves(waiting: Set<number>, foresight: Foresight) {
  const wait = (operation: number): void => {
    waiting.add(operation);
  };
  return {
    existing: createShelf<boolean>(wait),
    aggregates: createShelf<StoredAggregate | undefined>((operation, collection, key) => {
      waiting.add(operation);
      foresight.missed(collection, key);
    }),
    refs: createShelf<string | undefined>(wait),
    hashes: createShelf<string | null>(wait),
  };
}

type Shelves = ReturnType<typeof createShelves>;

const readInto = ({ aggregates }: Shelves, { entities }: SupplyDeps): Promise<boolean> =>
  aggregates.fetch(async (collection, keys) => {
    const found = await entities.read(collection, keys);
    return (key) => found.get(key);
  });

/** Fetches what was asked for in vain, one call a collection; whether anything was. */
async function fillShelves(shelves: Shelves, deps: SupplyDeps) {
  const { existing, refs, hashes } = shelves;
  const { entities, vault } = deps;
  const filled = [
    await existing.fetch(async (collection, keys) => {
      const found = await entities.existing(collection, keys);
      return (key) => found.has(key);
    }),
    await readInto(shelves, deps),
    await refs.fetch(async (collection, names) => {
      const found = await entities.locate(collection, names);
      return (name) => found.get(name);
    }),
    await hashes.fetch(hashAll(vault)),
  ];
  return filled.includes(true);
}

/** What the operations of a delivery share. */
interface Room {
  readonly deps: SupplyDeps;
  readonly shelves: Shelves;
  readonly ids: ReturnType<typeof createPartIds>;
  readonly waiting: Set<number>;
}

/** The supplies of the operation that was turned to last. */
function createDesk({ deps, shelves, ids, waiting }: Room) {
  const { existing, aggregates, refs, hashes } = shelves;
  let operation = -1;
  let nextId: (() => number) | undefined;
  const startIds = (): (() => number) => {
    const asking = operation;
    return ids.cursor(asking, () => {
      waiting.add(asking);
    });
  };
  const supplies: Supplies = {
    exists: (collection, key) => existing.ask(collection, key, operation) ?? false,
    document: (collection, key) => aggregates.ask(collection, key, operation)?.document ?? null,
    idOf: (collection, key) => aggregates.ask(collection, key, operation)?.id ?? null,
    locate: (collection, ref) => refs.ask(collection, ref, operation),
    nextId: () => (nextId ??= startIds())(),
    passwordHash: (sealed) => hashes.ask(SECRETS, sealed, operation) ?? null,
    opened: (sealed) => openSealed(deps.vault, sealed),
  };
  return (next: number): Supplies => {
    operation = next;
    nextId = undefined;
    return supplies;
  };
}

/** The supplies for the operations of one entity in one delivery. */
export function createSupplies(deps: SupplyDeps, entity: EntitySpec): SupplyRoom {
  const foresight = deps.foresightOf(entity);
  const foreseen = foresight.next();
  const waiting = new Set<number>();
  const shelves = createShelves(waiting, foresight);
  const { existing, aggregates, refs } = shelves;
  const pool = deps.partIdsOf(entity);
  const ids = createPartIds(pool, () => {
    foresight.tookId();
  });
  return {
    of: createDesk({ deps, shelves, ids, waiting }),
    isWaiting: (operation) => waiting.has(operation),
    foresee: async () => {
      for (const [collection, keys] of foreseen.keys) aggregates.want(collection, keys);
      await Promise.all([readInto(shelves, deps), foreseen.ids > 0 ? pool.reserve(foreseen.ids) : undefined]);
    },
    fetch: async () => {
      waiting.clear();
      const filled = await fillShelves(shelves, deps);
      return (await ids.fetch()) || filled;
    },
    aggregate: (collection, key) => aggregates.peek(collection, key),
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
