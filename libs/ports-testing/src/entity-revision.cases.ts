import type { AggregateWrite, EntityStore } from '@sluice/ports';
import { aggregateWrite, newCollection, readOne } from './entity-samples';
import type { Opened } from './store-harness';

/** Every write is conditional on the revision that was read. */
export function entityRevisionCases(opened: Opened): void {
  it('names the keys that were there already, and writes their neighbours', async () => {
    const { entities } = opened().stores;
    const things = newCollection();
    await entities.write(things, [aggregateWrite('b', { by: 'first' })]);
    const batch = ['a', 'b', 'c'].map((key) => aggregateWrite(key, { by: 'second' }));
    expect(await entities.write(things, batch)).toEqual({ conflicts: ['b'] });
    expect(await readOne(entities, things, 'b')).toMatchObject({ revision: 1, document: { by: 'first' } });
    expect(await readOne(entities, things, 'c')).toMatchObject({ document: { by: 'second' } });
  });

  it('names the keys at another revision, and those that are missing', async () => {
    const { entities } = opened().stores;
    const things = newCollection();
    await entities.write(things, [aggregateWrite('a', 1), aggregateWrite('b', 1)]);
    await entities.write(things, [aggregateWrite('a', 2, { expectedRevision: 1 })]);
    const stale = ['a', 'b', 'missing'].map((key) => aggregateWrite(key, 3, { expectedRevision: 1 }));
    const { conflicts } = await entities.write(things, stale);
    expect([...conflicts].sort()).toEqual(['a', 'missing']);
    expect(await readOne(entities, things, 'a')).toMatchObject({ revision: 2, document: 2 });
    expect(await readOne(entities, things, 'b')).toMatchObject({ revision: 2, document: 3 });
    expect((await entities.read(things, ['missing'])).size).toBe(0);
  });

  it('tells a stale writer even where the other one wrote the very revision it meant to write', async () => {
    const { stores, others } = opened();
    const things = newCollection();
    await stores.entities.write(things, [aggregateWrite('a', { by: 'nobody' })]);
    const write = (by: string): AggregateWrite => aggregateWrite('a', { by }, { expectedRevision: 1 });
    expect(await others.entities.write(things, [write('others')])).toEqual({ conflicts: [] });
    expect(await stores.entities.write(things, [write('us')])).toEqual({ conflicts: ['a'] });
    expect(await readOne(stores.entities, things, 'a')).toMatchObject({ document: { by: 'others' } });
  });

  it.each([
    ['insert', 0],
    ['replace', 1],
  ])('lets exactly one of two writers %s each key', async (_, expectedRevision) => {
    const { stores, others } = opened();
    const things = newCollection();
    const keys = Array.from({ length: 50 }, (__, place) => `key-${place}`);
    if (expectedRevision === 1) {
      await stores.entities.write(
        things,
        keys.map((key) => aggregateWrite(key, null)),
      );
    }
    const race = (store: EntityStore, by: string) =>
      Promise.all(
        keys.map((key) => store.write(things, [aggregateWrite(key, { by }, { expectedRevision })])),
      );
    const [ours, theirs] = await Promise.all([
      race(stores.entities, 'ours'),
      race(others.entities, 'theirs'),
    ]);
    const found = await stores.entities.read(things, keys);
    keys.forEach((key, place) => {
      const winners = [ours, theirs].map((results) => results[place]?.conflicts.length === 0);
      expect(winners.filter(Boolean)).toHaveLength(1);
      expect(found.get(key)).toMatchObject({ document: { by: winners[0] === true ? 'ours' : 'theirs' } });
      expect(found.get(key)?.revision).toBe(expectedRevision + 1);
    });
  });
}
