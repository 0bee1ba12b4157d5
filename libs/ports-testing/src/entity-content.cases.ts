import fc from 'fast-check';
import { AWKWARD_DOCUMENTS, AWKWARD_NAMES } from './awkward-values';
import {
  EMPTY_LEDGER,
  FULL_LEDGER,
  aggregateWrite,
  expectSameJson,
  newCollection,
  readOne,
} from './entity-samples';
import type { Opened } from './store-harness';

/** Any JSON value, with names from the awkward list among its own. */
const anyJson = (): fc.Arbitrary<unknown> => {
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string(), fc.constantFrom(...AWKWARD_NAMES));
  const leaf = fc.oneof(
    text,
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
  );
  const tree = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 6, depthSize: 'small' },
      fc.oneof(leaf, fc.constant(null)),
      fc.array(tie('value'), { maxLength: 5 }),
      fc.dictionary(text, tie('value'), { maxKeys: 6 }),
    ),
  }));
  // What JSON cannot say (negative zero) is no document.
  return tree.value.map((value) => JSON.parse(JSON.stringify(value)) as unknown);
};

/** What was written comes back, whatever it is called. */
export function entityContentCases(opened: Opened): void {
  it('gives the ledger back as it was written', async () => {
    const { entities } = opened().stores;
    const things = newCollection();
    await entities.write(things, [
      aggregateWrite('full', {}, { ledger: FULL_LEDGER }),
      aggregateWrite('empty', {}),
      aggregateWrite(
        'mixed',
        {},
        { ledger: { ...FULL_LEDGER, kept: [], recent: FULL_LEDGER.recent.subarray(8) } },
      ),
    ]);
    const found = await entities.read(things, ['full', 'empty', 'mixed']);
    expect(found.get('full')?.ledger).toEqual(FULL_LEDGER);
    expect(found.get('empty')?.ledger).toEqual(EMPTY_LEDGER);
    expect(found.get('mixed')?.ledger.recent).toEqual(FULL_LEDGER.recent.slice(8));
  });

  it.each(AWKWARD_DOCUMENTS)('gives the document back as it was written: %s', async (text) => {
    const { entities } = opened().stores;
    const things = newCollection();
    await entities.write(things, [aggregateWrite('a', JSON.parse(text)), aggregateWrite('b', { plain: 1 })]);
    expectSameJson((await readOne(entities, things, 'a')).document, JSON.parse(text));
    const wrapped = { before: [JSON.parse(text)], after: 1 } as unknown;
    const writes = ['a', 'b'].map((key) => aggregateWrite(key, wrapped, { expectedRevision: 1 }));
    expect(await entities.write(things, writes)).toEqual({ conflicts: [] });
    expectSameJson((await readOne(entities, things, 'b')).document, wrapped);
    const plain = aggregateWrite('b', { plain: 2 }, { expectedRevision: 2 });
    expect(await entities.write(things, [plain])).toEqual({ conflicts: [] });
    expectSameJson((await readOne(entities, things, 'b')).document, { plain: 2 });
  });

  it('takes awkward keys, each for itself', async () => {
    const { stores, others } = opened();
    const things = newCollection();
    const writes = AWKWARD_NAMES.map((key, place) => aggregateWrite(key, { [key]: place, place }));
    expect(await stores.entities.write(things, writes)).toEqual({ conflicts: [] });
    const again = writes.map((write) => ({ ...write, expectedRevision: 1 }));
    expect(await others.entities.write(things, again)).toEqual({ conflicts: [] });
    const found = await stores.entities.read(things, AWKWARD_NAMES);
    expect([...found.keys()].sort()).toEqual([...AWKWARD_NAMES].sort());
    for (const [place, key] of AWKWARD_NAMES.entries()) {
      expect(found.get(key)).toMatchObject({ key, revision: 2, document: { place } });
    }
    const stale = await stores.entities.write(things, again);
    expect([...stale.conflicts].sort()).toEqual([...AWKWARD_NAMES].sort());
  });

  it('gives any JSON document back as it was written', async () => {
    const { entities } = opened().stores;
    const things = newCollection();
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(anyJson(), { minLength: 1, maxLength: 20 }), async (documents) => {
        const writes = documents.map((document, place) => aggregateWrite(`${run}-${place}`, document));
        run += 1;
        expect(await entities.write(things, writes)).toEqual({ conflicts: [] });
        const found = await entities.read(
          things,
          writes.map(({ key }) => key),
        );
        for (const { key, document } of writes) expectSameJson(found.get(key)?.document, document);
      }),
      { numRuns: 50 },
    );
  });
}
