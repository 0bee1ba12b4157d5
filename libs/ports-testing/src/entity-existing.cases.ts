import fc from 'fast-check';
import { AWKWARD_DOCUMENTS, AWKWARD_NAMES } from './awkward-values';
import { EMPTY_LEDGER, FULL_LEDGER, aggregateWrite, newCollection } from './entity-samples';
import type { Opened } from './store-harness';

/** Which keys hold an entity. */
export function entityExistingCases(opened: Opened): void {
  it('tells entities from tombstones, memories and nothing', async () => {
    const { stores, others } = opened();
    const things = newCollection();
    await stores.entities.write(things, [
      aggregateWrite('there', { name: 'one' }),
      aggregateWrite('gone', { name: 'two' }),
      aggregateWrite('memory', null),
      // A ledger that some stores keep in another form, and with it the tombstone.
      aggregateWrite('failed', null, { ledger: FULL_LEDGER }),
      aggregateWrite('there too', { document: null }, { ledger: FULL_LEDGER }),
    ]);
    await stores.entities.write(things, [aggregateWrite('gone', null, { expectedRevision: 1 })]);
    const keys = ['there', 'gone', 'memory', 'failed', 'there too', 'never', '__proto__'];
    const found = await others.entities.existing(things, keys);
    expect([...found].sort()).toEqual(['there', 'there too']);
    await stores.entities.write(things, [aggregateWrite('gone', { again: 1 }, { expectedRevision: 2 })]);
    expect(await others.entities.existing(things, ['gone'])).toEqual(new Set(['gone']));
  });

  it.each([EMPTY_LEDGER, FULL_LEDGER])('takes every document but null for an entity', async (ledger) => {
    const { entities } = opened().stores;
    const things = newCollection();
    const short = ['true', 'null', '1234', '"ab"', '""', '"null"', '[]', '{}', '[null]', '0', '"日本"'];
    const texts = [...short, ...AWKWARD_DOCUMENTS];
    await entities.write(
      things,
      texts.map((text) => aggregateWrite(text, JSON.parse(text), { ledger })),
    );
    const found = await entities.existing(things, texts);
    expect(texts.filter((text) => !found.has(text))).toEqual(['null']);
  });

  it('finds a thousand, none of none, and awkward keys', async () => {
    const { entities } = opened().stores;
    const things = newCollection();
    const keys = [...AWKWARD_NAMES, ...Array.from({ length: 1000 }, (_, place) => `key-${place}`)];
    expect((await entities.existing(things, keys)).size).toBe(0);
    await entities.write(
      things,
      keys.map((key) => aggregateWrite(key, { key })),
    );
    expect(await entities.existing(things, [...keys, 'not there'])).toEqual(new Set(keys));
    expect((await entities.existing(things, [])).size).toBe(0);
  });

  it('finds nothing under a key that UTF-8 cannot carry', async () => {
    const { entities } = opened().stores;
    const things = newCollection();
    await entities.write(things, [aggregateWrite('lone \ufffd', {})]);
    expect((await entities.existing(things, ['lone \ud800'])).size).toBe(0);
    expect((await entities.read(things, ['lone \ud800'])).size).toBe(0);
  });

  it('finds any keys, asked for at once, beside keys that nobody wrote', async () => {
    const { entities } = opened().stores;
    const keySet = fc.uniqueArray(fc.string({ unit: 'binary', maxLength: 4 }), { maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(keySet, fc.nat(), async (keys, cut) => {
        const things = newCollection();
        const written = keys.slice(0, cut % (keys.length + 1));
        await entities.write(
          things,
          written.map((key) => aggregateWrite(key, { key })),
        );
        expect(await entities.existing(things, keys)).toEqual(new Set(written));
        const found = await entities.read(things, keys);
        expect(new Map([...found].map(([key, { document }]) => [key, document]))).toEqual(
          new Map(written.map((key) => [key, { key }])),
        );
      }),
      { numRuns: 30 },
    );
  });
}
