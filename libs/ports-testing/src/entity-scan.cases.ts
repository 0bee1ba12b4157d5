import type { EntityStore } from '@sluice/ports';
import { compareUtf8 } from '@sluice/schemas';
import fc from 'fast-check';
import { AWKWARD_NAMES } from './awkward-values';
import { EMPTY_LEDGER, FULL_LEDGER, aggregateWrite, expectSameJson, newCollection } from './entity-samples';
import type { Opened } from './store-harness';

/** Every key of a collection, page by page; throws where a page does not go on. */
async function keysByPages(store: EntityStore, collection: string, limit: number): Promise<string[]> {
  const keys: string[] = [];
  for (;;) {
    const after = keys.at(-1);
    const page = await store.scan(collection, { limit, ...(after === undefined ? {} : { after }) });
    const last = page.at(-1)?.key;
    if (last !== undefined && last === after) throw new Error('the scan stands still');
    keys.push(...page.map(({ key }) => key));
    if (page.length < limit) return keys;
  }
}

/** Entities in order, a page at a time. */
export function entityScanCases(opened: Opened): void {
  it('gives whole aggregates in order of their keys, and no tombstones', async () => {
    const { stores, others } = opened();
    const things = newCollection();
    await stores.entities.write(things, [
      aggregateWrite('c', { of: 'c' }, { id: 3, ledger: FULL_LEDGER, refs: ['id:3'] }),
      aggregateWrite('a', { of: 'a' }, { id: 1 }),
      aggregateWrite('b', { of: 'b' }, { id: 2 }),
      aggregateWrite('memory', null, { ledger: FULL_LEDGER }),
    ]);
    await stores.entities.write(things, [aggregateWrite('b', null, { id: 2, expectedRevision: 1 })]);
    const found = await others.entities.scan(things, { limit: 10 });
    expect(found).toHaveLength(2);
    expect(found[0]).toMatchObject({ key: 'a', revision: 1, id: 1, ledger: EMPTY_LEDGER });
    expect(found[1]).toMatchObject({ key: 'c', revision: 1, id: 3, ledger: FULL_LEDGER });
    found.forEach(({ key, document }) => expectSameJson(document, { of: key }));
    expect((await others.entities.read(things, ['c'])).get('c')).toEqual(found[1]);
  });

  it('goes on behind a key, also where there is none under it, up to the limit', async () => {
    const { entities } = opened().stores;
    const things = newCollection();
    await entities.write(
      things,
      ['b', 'd', 'f', 'h'].map((key) => aggregateWrite(key, {})),
    );
    const keys = async (limit: number, after?: string): Promise<string[]> =>
      (await entities.scan(things, { limit, ...(after === undefined ? {} : { after }) })).map(
        (one) => one.key,
      );
    expect(await keys(2)).toEqual(['b', 'd']);
    expect(await keys(2, 'd')).toEqual(['f', 'h']);
    expect(await keys(2, 'c')).toEqual(['d', 'f']);
    expect(await keys(9, '')).toEqual(['b', 'd', 'f', 'h']);
    expect(await keys(9, 'h')).toEqual([]);
    expect(await keys(9, 'zzz')).toEqual([]);
    expect(await keys(0)).toEqual([]);
  });

  it('fills a page behind any number of tombstones', async () => {
    const { entities } = opened().stores;
    const things = newCollection();
    const keys = Array.from({ length: 300 }, (_, place) => `key-${String(place).padStart(3, '0')}`);
    await entities.write(
      things,
      keys.map((key, place) => aggregateWrite(key, place % 100 === 99 ? { place } : null)),
    );
    const page = await entities.scan(things, { limit: 2, after: 'key-100' });
    expect(page.map(({ key }) => key)).toEqual(['key-199', 'key-299']);
  });

  it('gives nothing of a collection that nobody has written', async () => {
    expect(await opened().stores.entities.scan(newCollection(), { limit: 5, after: 'a' })).toEqual([]);
  });

  it.each([1, 3, 7, 1000])('pages over awkward keys by their bytes, %i at a time', async (limit) => {
    const { entities } = opened().stores;
    const things = newCollection();
    const keys = ['', '\ufffd', '\uffff', '😀', 'z', 'Z', 'é', 'e\u0301', 'a\u0000', 'a', ...AWKWARD_NAMES];
    await entities.write(
      things,
      keys.map((key) => aggregateWrite(key, {})),
    );
    expect(await keysByPages(entities, things, limit)).toEqual([...keys].sort(compareUtf8));
  });

  it('pages over any keys by their bytes', async () => {
    const { entities } = opened().stores;
    const keySet = fc.uniqueArray(fc.string({ unit: 'binary', maxLength: 4 }), { maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(keySet, fc.integer({ min: 1, max: 10 }), async (keys, limit) => {
        const things = newCollection();
        await entities.write(
          things,
          keys.map((key) => aggregateWrite(key, {})),
        );
        expect(await keysByPages(entities, things, limit)).toEqual([...keys].sort(compareUtf8));
      }),
      { numRuns: 20 },
    );
  });
}
