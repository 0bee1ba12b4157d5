import type { EntityStore, ScanQuery, StoredAggregate } from '@sluice/ports';
import { EMPTY_LEDGER, compareUtf8 } from '@sluice/schemas';
import type { Seed, Seeds } from './built-in-aggregates';

const toAggregate = ({ key, id, document }: Seed): StoredAggregate => ({
  key,
  revision: 0,
  id,
  document,
  ledger: EMPTY_LEDGER,
});

/** One collection's seeds over the store that holds the rest. */
interface SeededCollection {
  readonly entities: EntityStore;
  readonly collection: string;
  readonly seeds: ReadonlyMap<string, Seed>;
}

/**
 * What is under the keys of these seeds now: a seed where nothing is stored, else what is stored, a tombstone among it.
 * Two questions to the store are no snapshot: a seed that was written between them is here as it was written.
 */
const readSeeds = async (seeded: SeededCollection, seeds: readonly Seed[]): Promise<StoredAggregate[]> =>
  seeds.length === 0
    ? []
    : [
        ...(
          await read(
            seeded,
            seeds.map(({ key }) => key),
          )
        ).values(),
      ];

const isUnwritten = ({ revision }: StoredAggregate): boolean => revision === 0;
const isEntity = ({ document }: StoredAggregate): boolean => document !== null;

const read = async (
  seeded: SeededCollection,
  keys: readonly string[],
): Promise<Map<string, StoredAggregate>> => {
  const stored = await seeded.entities.read(seeded.collection, keys);
  for (const key of keys) {
    const seed = seeded.seeds.get(key);
    if (seed !== undefined && !stored.has(key)) stored.set(key, toAggregate(seed));
  }
  return stored;
};

const existing = async (seeded: SeededCollection, keys: readonly string[]): Promise<Set<string>> => {
  const found = await seeded.entities.existing(seeded.collection, keys);
  const candidates = [...new Set(keys)].flatMap((key) =>
    found.has(key) ? [] : (seeded.seeds.get(key) ?? []),
  );
  for (const seed of await readSeeds(seeded, candidates)) if (isEntity(seed)) found.add(seed.key);
  return found;
};

const locate = async (seeded: SeededCollection, refs: readonly string[]): Promise<Map<string, string>> => {
  const found = await seeded.entities.locate(seeded.collection, refs);
  const wanted = new Set(refs.filter((ref) => !found.has(ref)));
  const holders = [...seeded.seeds.values()].filter((seed) => seed.refs?.some((ref) => wanted.has(ref)));
  const now = await readSeeds(seeded, holders);
  const unwritten = new Set(now.filter(isUnwritten).map(({ key }) => key));
  for (const { key, refs: held = [] } of holders) {
    for (const ref of held) if (unwritten.has(key) && wanted.has(ref)) found.set(ref, key);
  }
  if (unwritten.size === holders.length) return found;
  // Some were written, perhaps since the store was asked: then it knows their refs now.
  const missing = [...wanted].filter((ref) => !found.has(ref));
  return new Map([...found, ...(await seeded.entities.locate(seeded.collection, missing))]);
};

const scan = async (seeded: SeededCollection, query: ScanQuery): Promise<StoredAggregate[]> => {
  const page = await seeded.entities.scan(seeded.collection, query);
  const { after, limit } = query;
  const last = page.length < limit ? undefined : page.at(-1)?.key;
  const onPage = new Set(page.map(({ key }) => key));
  const candidates = [...seeded.seeds.values()].filter(
    ({ key }) =>
      !onPage.has(key) &&
      (after === undefined || compareUtf8(key, after) > 0) &&
      (last === undefined || compareUtf8(key, last) < 0),
  );
  const beside = (await readSeeds(seeded, candidates)).filter(isEntity);
  if (beside.length === 0) return page;
  const merged = [...page, ...beside];
  return merged.sort((one, other) => compareUtf8(one.key, other.key)).slice(0, Math.max(0, limit));
};

/**
 * The store with seeds in it: an aggregate nobody has written shows its seed, at revision 0 and with an empty ledger,
 * so that the first write takes its place; a stored tombstone hides it. A ref that a stored aggregate holds leads
 * there. Costs nothing for collections without seeds. Keys of seeds are unique within a collection.
 */
export function withBuiltIns(entities: EntityStore, seeds: Seeds): EntityStore {
  const collections = new Map(
    [...seeds].map(([collection, list]) => {
      const byKey = new Map(list.map((seed) => [seed.key, seed]));
      return [collection, { entities, collection, seeds: byKey } satisfies SeededCollection] as const;
    }),
  );
  const through =
    <Asked, Answer>(
      plain: (collection: string, asked: Asked) => Promise<Answer>,
      seeded: (collection: SeededCollection, asked: Asked) => Promise<Answer>,
    ) =>
    (collection: string, asked: Asked): Promise<Answer> => {
      const known = collections.get(collection);
      return known === undefined ? plain(collection, asked) : seeded(known, asked);
    };
  return {
    read: through((...args) => entities.read(...args), read),
    write: (collection, writes) => entities.write(collection, writes),
    existing: through((...args) => entities.existing(...args), existing),
    locate: through((...args) => entities.locate(...args), locate),
    scan: through((...args) => entities.scan(...args), scan),
  };
}
