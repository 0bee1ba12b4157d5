import type { IdPool } from '@sluice/ports';
import { PortError, isPortError, type EntityStore, type StoredAggregate, type Vault } from '@sluice/ports';
import type { EntitySpec } from '@sluice/schemas';
import type { Foresight } from './foresight';
import type { Supplies } from './model';
import { createPartIds } from './part-ids';
import { createShelf } from './shelf';

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
  readonly of: (operation: number) => Supplies;
  /** Whether an operation asked for what has to be fetched first: what it was answered so far counts for nothing. */
  readonly isWaiting: (operation: number) => boolean;
  /** Reads ahead what was asked for by deliveries before this one. */
  foresee(): Promise<void>;
  /** Fetches what was missed since the last call; false where nothing was. */
  fetch(): Promise<boolean>;
  /** An aggregate that was read as a document, to write it conditionally. */
  aggregate(collection: string, key: string): StoredAggregate | undefined;
  /** Forgets what the store said, because it has changed since; ids and hashes stay. */
  forget(): void;
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
