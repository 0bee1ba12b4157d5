import type { BulkStore, Clock, Coordinator, EntityStore, RejectStore, TokenStore } from '@sluice/ports';

/** What a store adapter opens. */
export interface StorePorts {
  readonly entities: EntityStore;
  readonly bulks: BulkStore;
  readonly rejects: RejectStore;
  readonly coordinator: Coordinator;
  readonly tokens: TokenStore;
}

/** A clock that stands still until a test moves it. */
export interface SettableClock extends Clock {
  advance(ms: number): void;
}

/** Stores on data of their own, opened twice. */
export interface OpenedStores {
  readonly stores: StorePorts;
  /** The same data over connections of its own, as another process would have them. */
  readonly others: StorePorts;
  /** The clock that both were given. */
  readonly clock: SettableClock;
  /** Closes both and removes the data. Idempotent. */
  dispose(): Promise<void>;
}

/** What an adapter declares about itself. */
export interface StoreFeatures {
  /** A nesting depth of documents that the store refuses; null where it takes any. */
  readonly refusedNesting: number | null;
  /** A size of documents, in bytes, that the store refuses; null where it takes any an operation can bring about. */
  readonly refusedBytes: number | null;
}

/** Opens fresh, empty stores; null where they cannot be had and the harness sees to it that every case is skipped. */
export type OpenStores = () => Promise<OpenedStores | null>;

/** The stores of a suite; only valid inside a case. */
export type Opened = () => OpenedStores;

const START = Date.UTC(2026, 0, 1);

/** A clock for `OpenStores`; it starts at the beginning of 2026 and its delays end at once. */
export function settableClock(): SettableClock {
  let now = START;
  return {
    now: () => now,
    delay: () => Promise.resolve(),
    advance: (ms) => {
      now += ms;
    },
  };
}

/** Servers may have to be installed and started first. */
const OPEN_TIMEOUT_MS = 180_000;

/** Opens stores that must be there. */
export async function openFresh(open: OpenStores): Promise<OpenedStores> {
  const opened = await open();
  if (opened === null) throw new Error('the stores cannot be had');
  return opened;
}

/** Declares a suite whose cases share stores that are opened before the first one. */
export function describeStores(name: string, open: OpenStores, cases: (opened: Opened) => void): void {
  describe(name, () => {
    let current: OpenedStores | null = null;
    beforeAll(async () => {
      current = await open();
    }, OPEN_TIMEOUT_MS);
    afterAll(async () => {
      await current?.dispose();
    });
    cases(() => {
      if (current === null) throw new Error('the stores are not open');
      return current;
    });
  });
}
