import { isPortError, type AggregateWrite, type EntityStore } from '@sluice/ports';
import { aggregateWrite, expectSameJson, nested, newCollection, readOne } from './entity-samples';
import type { Opened, StoreFeatures } from './store-harness';

/** Writes by halving, as a consumer isolates what a store will never take; returns the keys refused for good. */
async function writeByHalves(
  store: EntityStore,
  collection: string,
  writes: readonly AggregateWrite[],
): Promise<string[]> {
  try {
    await store.write(collection, writes);
    return [];
  } catch (error) {
    if (!isPortError(error, 'refused')) throw error;
    if (writes.length === 1) return writes.map(({ key }) => key);
    const middle = Math.ceil(writes.length / 2);
    const left = await writeByHalves(store, collection, writes.slice(0, middle));
    return [...left, ...(await writeByHalves(store, collection, writes.slice(middle)))];
  }
}

interface Extreme {
  readonly what: string;
  readonly document: unknown;
  readonly refused: boolean;
}

const MIB = 1024 * 1024;

const extremesOf = ({ refusedNesting, refusedBytes }: StoreFeatures): Extreme[] => {
  const [depth, bytes] = [refusedNesting ?? 250, refusedBytes ?? 17 * MIB];
  return [
    { what: `nested ${depth} deep`, document: nested(depth), refused: refusedNesting !== null },
    { what: `of ${bytes} bytes`, document: 'x'.repeat(bytes), refused: refusedBytes !== null },
  ];
};

const extremeCase = (opened: Opened, { what, document, refused }: Extreme): void => {
  it.each([0, 1])(
    `${refused ? 'refuses' : 'takes'} a document ${what} (expected revision %i)`,
    async (revision) => {
      const { entities } = opened().stores;
      const things = newCollection();
      const keys = ['a', 'b', 'extreme', 'c', 'd'];
      if (revision === 1) {
        await entities.write(
          things,
          keys.map((key) => aggregateWrite(key, null)),
        );
      }
      const writes = keys.map((key) =>
        aggregateWrite(key, key === 'extreme' ? document : { fine: true }, { expectedRevision: revision }),
      );
      expect(await writeByHalves(entities, things, writes)).toEqual(refused ? ['extreme'] : []);
      const found = await entities.read(things, keys);
      expect(found.get('d')).toMatchObject({ revision: revision + 1, document: { fine: true } });
      expect(found.get('extreme')?.revision ?? 0).toBe(refused ? revision : revision + 1);
    },
  );
};

/** What a store never takes is refused, and can be found by halving. */
export function entityRefusalCases(opened: Opened, features: StoreFeatures): void {
  for (const extreme of extremesOf(features)) extremeCase(opened, extreme);

  it('takes a document nested as deep as a request may be', async () => {
    const { entities } = opened().stores;
    const things = newCollection();
    await entities.write(things, [aggregateWrite('a', nested(100))]);
    await entities.write(things, [aggregateWrite('a', nested(101), { expectedRevision: 1 })]);
    expectSameJson((await readOne(entities, things, 'a')).document, nested(101));
  });

  it('takes a thousand documents that are 48 MiB together', async () => {
    const { entities } = opened().stores;
    const things = newCollection();
    const text = 'x'.repeat((48 * MIB) / 1000);
    const writes = Array.from({ length: 1000 }, (_, place) =>
      aggregateWrite(`key-${place}`, { text, place }),
    );
    expect(await entities.write(things, writes)).toEqual({ conflicts: [] });
    const again = writes.map((write) => ({ ...write, expectedRevision: 1 }));
    expect(await entities.write(things, again)).toEqual({ conflicts: [] });
    const found = await entities.read(
      things,
      writes.map(({ key }) => key),
    );
    expect(found.get('key-999')).toMatchObject({ revision: 2, document: { place: 999 } });
    expect(found.size).toBe(1000);
  });

  it('refuses a key that UTF-8 cannot carry', async () => {
    const { entities } = opened().stores;
    const write = entities.write(newCollection(), [aggregateWrite('lone \ud800', {})]);
    await expect(write).rejects.toMatchObject({ code: 'refused', retriable: false });
  });
}
