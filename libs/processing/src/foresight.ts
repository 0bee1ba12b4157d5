/** Deliveries for which a name is foreseen before it has to be missed again. */
const FORESEEN_FOR = 64;
/** Names remembered at most; names beyond it are fetched when they are asked for. */
const MAX_NAMES = 512;

/** What a delivery will probably ask for. */
export interface Foreseen {
  /** Keys by collection. */
  readonly keys: ReadonlyMap<string, readonly string[]>;
  /** Ids of parts: as many as the delivery before took. */
  readonly ids: number;
}

/**
 * What the deliveries of one entity ask for again and again, as products do for the definitions of their attributes:
 * read ahead it costs one read, missed it costs that and folding everything twice.
 */
export interface Foresight {
  /** A new delivery begins. */
  next(): Foreseen;
  /** The present delivery asked for a key that was not read ahead. */
  missed(collection: string, key: string): void;
  /** The present delivery took an id of a part. */
  tookId(): void;
}

interface Entry {
  readonly collection: string;
  readonly key: string;
  /** The delivery that missed it first, until it was missed by another one. */
  readonly firstMissedIn: number;
  readonly foreseenUntil: number;
}

/** Foresees nothing yet: a key that two deliveries missed is foreseen from then on, for a while. */
export function createForesight(): Foresight {
  const entries = new Map<string, Entry>();
  let delivery = 0;
  let idsTaken = 0;
  const forgetOld = (): void => {
    for (const [name, { firstMissedIn, foreseenUntil }] of entries) {
      if (Math.max(foreseenUntil, firstMissedIn + FORESEEN_FOR) < delivery) entries.delete(name);
    }
  };
  return {
    next: () => {
      delivery += 1;
      if (delivery % FORESEEN_FOR === 0) forgetOld();
      const ids = idsTaken;
      idsTaken = 0;
      const foreseen = new Map<string, string[]>();
      for (const { collection, key, foreseenUntil } of entries.values()) {
        if (foreseenUntil < delivery) continue;
        const keys = foreseen.get(collection) ?? [];
        foreseen.set(collection, keys);
        keys.push(key);
      }
      return { keys: foreseen, ids };
    },
    tookId: () => {
      idsTaken += 1;
    },
    missed: (collection, key) => {
      const name = `${collection}/${key}`;
      const entry = entries.get(name);
      if (entry === undefined) {
        if (entries.size < MAX_NAMES)
          entries.set(name, { collection, key, firstMissedIn: delivery, foreseenUntil: 0 });
      } else if (entry.firstMissedIn !== delivery) {
        entries.set(name, { ...entry, firstMissedIn: delivery, foreseenUntil: delivery + FORESEEN_FOR });
      }
    },
  };
}
