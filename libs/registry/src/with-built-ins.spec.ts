import fc from 'fast-check';
import type { EntityStore } from '@sluice/ports';
import { entityStoreContract, memoryEntities, settableClock, type StorePorts } from '@sluice/ports-testing';
import { EMPTY_LEDGER } from '@sluice/schemas';
import { BUILT_IN_REGISTRY } from './registry';
import { builtInAggregates, type Seed } from './built-in-aggregates';
import { withBuiltIns } from './with-built-ins';

entityStoreContract(
  'memory with built-in aggregates',
  () => {
    const { entities, close } = memoryEntities();
    // The suite of entities asks for no other port.
    const stores = { entities: withBuiltIns(entities, builtInAggregates(BUILT_IN_REGISTRY)) } as StorePorts;
    const dispose = async (): Promise<void> => {
      close();
    };
    return Promise.resolve({ stores, others: stores, clock: settableClock(), dispose });
  },
  { refusedNesting: null, refusedBytes: null },
);

const seedList: readonly Seed[] = ['a', '😀', '\ufffd', '__proto__'].map((key, place) => ({
  key,
  id: place,
  refs: [`id:${place}`, 'ref'].slice(0, place === 0 ? 2 : 1),
  document: { seed: key },
}));
const seeds = new Map([['things', seedList]]);
const written = { id: 9, ledger: { ...EMPTY_LEDGER, epoch: 3 } };

describe('withBuiltIns', () => {
  it('shows a seed at revision 0 until it is written, and its tombstone afterwards', async () => {
    const store = withBuiltIns(memoryEntities().entities, seeds);
    expect((await store.read('things', ['a', 'x'])).get('a')).toEqual({
      key: 'a',
      revision: 0,
      id: 0,
      document: { seed: 'a' },
      ledger: EMPTY_LEDGER,
    });
    await store.write('things', [{ key: 'a', expectedRevision: 0, document: null, ...written }]);
    expect((await store.read('things', ['a'])).get('a')).toMatchObject({ revision: 1, document: null });
    expect(await store.existing('things', ['a', '😀', 'x'])).toEqual(new Set(['😀']));
    expect((await store.locate('things', ['id:0'])).size).toBe(0);
    expect((await store.scan('things', { limit: 1 })).map(({ key }) => key)).toEqual(['__proto__']);
  });

  it('is a conflict to write a seed somebody has written', async () => {
    const store = withBuiltIns(memoryEntities().entities, seeds);
    const write = { key: 'a', expectedRevision: 0, document: {}, ...written };
    expect(await store.write('things', [write])).toEqual({ conflicts: [] });
    expect(await store.write('things', [write])).toEqual({ conflicts: ['a'] });
  });

  it('prefers the stored holder of a ref', async () => {
    const store = withBuiltIns(memoryEntities().entities, seeds);
    await store.write('things', [
      { key: 'other', expectedRevision: 0, document: {}, ...written, refs: ['id:0'] },
    ]);
    expect(await store.locate('things', ['id:0', 'id:1'])).toEqual(
      new Map([
        ['id:0', 'other'],
        ['id:1', '😀'],
      ]),
    );
  });

  it('finds a seed that is written between two questions to the store', async () => {
    const seed = { key: 'a', expectedRevision: 0, document: { own: 1 }, ...written, refs: ['id:0'] };
    const asked = async <Answer>(question: (store: EntityStore) => Promise<Answer>): Promise<Answer> => {
      const { entities } = memoryEntities();
      const races = { left: 1 };
      // Whatever the store is asked first, the write comes right after it.
      const thenWrite =
        <Asked, Found>(ask: (collection: string, asked: Asked) => Promise<Found>) =>
        async (collection: string, what: Asked): Promise<Found> => {
          const found = await ask(collection, what);
          races.left -= 1;
          if (races.left === 0) await entities.write('things', [seed]);
          return found;
        };
      return question(
        withBuiltIns(
          {
            read: thenWrite((...args) => entities.read(...args)),
            existing: thenWrite((...args) => entities.existing(...args)),
            locate: thenWrite((...args) => entities.locate(...args)),
            scan: thenWrite((...args) => entities.scan(...args)),
            write: (...args) => entities.write(...args),
          },
          seeds,
        ),
      );
    };
    expect(await asked((store) => store.locate('things', ['id:0']))).toEqual(new Map([['id:0', 'a']]));
    expect(await asked((store) => store.existing('things', ['a']))).toEqual(new Set(['a']));
    const page = await asked((store) => store.scan('things', { limit: 9 }));
    expect(page.map(({ key }) => key)).toEqual(['__proto__', 'a', '\ufffd', '😀']);
  });

  it('asks nothing more of a collection without seeds', async () => {
    const calls: string[] = [];
    const { entities } = memoryEntities();
    const noting = Object.fromEntries(
      Object.entries(entities).map(([name, call]) => [
        name,
        (...args: unknown[]) => {
          calls.push(name);
          return (call as (...given: unknown[]) => unknown)(...args);
        },
      ]),
    ) as unknown as EntityStore;
    const store = withBuiltIns(noting, seeds);
    await store.read('plain', ['a']);
    await store.existing('plain', ['a']);
    await store.locate('plain', ['id:0']);
    await store.scan('plain', { limit: 5 });
    await store.write('plain', []);
    expect(calls).toEqual(['read', 'existing', 'locate', 'scan', 'write']);
  });

  it('answers like a store into which the seeds were written, whatever is written over them', async () => {
    const keys = [...seedList.map(({ key }) => key), '', 'b', '~', '\uffff'];
    const refs = ['id:0', 'id:1', 'id:2', 'id:3', 'ref'];
    const change = fc.record({
      key: fc.constantFrom(...keys),
      document: fc.constantFrom(null, { n: 1 }, { n: 2 }),
      // Several writers of one ref are the stores' own matter; each key has refs of its own here.
      withRef: fc.boolean(),
    });
    const query = fc.record({
      after: fc.constantFrom(undefined, ...keys),
      limit: fc.integer({ min: 0, max: 9 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(change, { maxLength: 12 }),
        fc.array(query, { maxLength: 5 }),
        async (changes, queries) => {
          const seeded = withBuiltIns(memoryEntities().entities, seeds);
          const model = memoryEntities().entities;
          await model.write(
            'things',
            seedList.map((seed) => ({ ...seed, expectedRevision: 0, ledger: EMPTY_LEDGER })),
          );
          for (const { key, document, withRef } of changes) {
            for (const store of [seeded, model]) {
              const expectedRevision = (await store.read('things', [key])).get(key)?.revision ?? 0;
              const own = withRef ? { refs: [`own:${key}`] } : {};
              const write = { key, document, expectedRevision, ...written, ...own };
              expect(await store.write('things', [write])).toEqual({ conflicts: [] });
            }
          }
          const ask = async (store: EntityStore) => ({
            read: [...(await store.read('things', keys)).values()]
              .map(({ key, id, document }) => [key, id, document])
              .sort(),
            existing: [...(await store.existing('things', keys))].sort(),
            located: [
              ...(await store.locate('things', [...refs, ...keys.map((key) => `own:${key}`)])),
            ].sort(),
            scans: await Promise.all(
              queries.map(async ({ after, limit }) =>
                (await store.scan('things', { limit, ...(after === undefined ? {} : { after }) })).map(
                  ({ key, id, document }) => [key, id, document],
                ),
              ),
            ),
          });
          expect(await ask(seeded)).toEqual(await ask(model));
        },
      ),
    );
  });
});
