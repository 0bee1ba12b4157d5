import { FULL_LEDGER, aggregateWrite, newCollection, readOne } from './entity-samples';
import type { Opened } from './store-harness';

const BATCH = 1000;

/** What a batch of writes does to aggregates. */
export function entityWriteCases(opened: Opened): void {
  it('reads nothing where nothing was written', async () => {
    const { entities } = opened().stores;
    expect((await entities.read(newCollection(), ['a', 'b'])).size).toBe(0);
    expect((await entities.read(newCollection(), [])).size).toBe(0);
    expect(await entities.write(newCollection(), [])).toEqual({ conflicts: [] });
  });

  it('inserts at revision 1, replaces at 2, and another connection sees both', async () => {
    const { stores, others } = opened();
    const things = newCollection();
    const first = aggregateWrite('a', { name: 'one', gone: true }, { id: 7 });
    expect(await stores.entities.write(things, [first])).toEqual({ conflicts: [] });
    expect(await readOne(others.entities, things, 'a')).toMatchObject({ key: 'a', revision: 1, id: 7 });
    const second = { ...first, expectedRevision: 1, document: { name: 'two' } };
    expect(await stores.entities.write(things, [second])).toEqual({ conflicts: [] });
    const stored = await readOne(others.entities, things, 'a');
    expect(stored).toMatchObject({ revision: 2, document: { name: 'two' } });
    expect(stored.document).not.toHaveProperty('gone');
  });

  it('keeps id and ledger of a tombstone, and takes a new document over it', async () => {
    const { entities } = opened().stores;
    const things = newCollection();
    await entities.write(things, [aggregateWrite('a', { name: 'one' }, { id: 41 })]);
    await entities.write(things, [
      aggregateWrite('a', null, { id: 41, expectedRevision: 1, ledger: FULL_LEDGER }),
    ]);
    expect(await readOne(entities, things, 'a')).toMatchObject({ revision: 2, id: 41, document: null });
    await entities.write(things, [aggregateWrite('a', { name: 'again' }, { id: 41, expectedRevision: 2 })]);
    expect(await readOne(entities, things, 'a')).toMatchObject({
      revision: 3,
      id: 41,
      document: { name: 'again' },
    });
  });

  it('keeps collections apart', async () => {
    const { entities } = opened().stores;
    const [one, two] = [newCollection(), newCollection()];
    await entities.write(one, [aggregateWrite('a', { of: 'one' })]);
    expect((await entities.read(two, ['a'])).size).toBe(0);
    await entities.write(two, [aggregateWrite('a', { of: 'two' })]);
    expect(await readOne(entities, one, 'a')).toMatchObject({ document: { of: 'one' } });
  });

  it('refuses a collection name that could mean something else', async () => {
    const { entities } = opened().stores;
    await expect(entities.read('a"; DROP TABLE x', ['a'])).rejects.toMatchObject({ code: 'misconfigured' });
  });

  it('takes inserts and replacements of a thousand in one call', async () => {
    const { entities } = opened().stores;
    const things = newCollection();
    const keys = Array.from({ length: BATCH }, (_, place) => `key-${place}`);
    const half = keys.slice(0, BATCH / 2).map((key) => aggregateWrite(key, { n: 1 }));
    expect(await entities.write(things, half)).toEqual({ conflicts: [] });
    const all = keys.map((key, place) =>
      aggregateWrite(
        key,
        { n: 2, place },
        { expectedRevision: place < BATCH / 2 ? 1 : 0, ledger: FULL_LEDGER },
      ),
    );
    expect(await entities.write(things, all)).toEqual({ conflicts: [] });
    const found = await entities.read(things, [...keys, 'not there']);
    expect(found.size).toBe(BATCH);
    expect(found.get('key-0')).toMatchObject({ revision: 2, document: { n: 2, place: 0 } });
    expect(found.get(`key-${BATCH - 1}`)).toMatchObject({
      revision: 1,
      document: { n: 2, place: BATCH - 1 },
    });
  });
}
