import { AWKWARD_NAMES } from './awkward-values';
import { FULL_LEDGER, aggregateWrite, newCollection, readOne } from './entity-samples';
import type { Opened } from './store-harness';

const LONG_REF = `id:${'x'.repeat(5000)}`;

/** Other names that aggregates are found by. */
export function entityRefCases(opened: Opened): void {
  it('finds an aggregate by each of its refs, and by no others', async () => {
    const { stores, others } = opened();
    const things = newCollection();
    await stores.entities.write(things, [
      aggregateWrite('a', { of: 'a' }, { id: 17, refs: ['id:17', 'address:33', 'id:17'] }),
      aggregateWrite('b', { of: 'b' }, { refs: ['id:18'] }),
      aggregateWrite('c', { of: 'c' }, { refs: [] }),
      aggregateWrite('d', { refs: ['id:19'] }),
    ]);
    const refs = ['id:17', 'id:18', 'id:19', 'address:33', 'ID:17', 'id:1', 'a', 'id:17'];
    expect(await others.entities.locate(things, refs)).toEqual(
      new Map([
        ['id:17', 'a'],
        ['id:18', 'b'],
        ['address:33', 'a'],
      ]),
    );
    expect(await readOne(others.entities, things, 'a')).toMatchObject({ id: 17, document: { of: 'a' } });
  });

  it('finds nothing where no refs are', async () => {
    const { entities } = opened().stores;
    const things = newCollection();
    expect((await entities.locate(things, ['id:1'])).size).toBe(0);
    expect((await entities.locate(things, [])).size).toBe(0);
    await entities.write(things, [aggregateWrite('a', {})]);
    expect((await entities.locate(things, ['id:1'])).size).toBe(0);
  });

  it('replaces refs by those of the next write, and drops them where it has none', async () => {
    const { stores, others } = opened();
    const things = newCollection();
    const write = (expectedRevision: number, refs?: string[]) =>
      stores.entities.write(things, [
        aggregateWrite('a', {}, { expectedRevision, ...(refs === undefined ? {} : { refs }) }),
      ]);
    const located = async () => [...(await others.entities.locate(things, ['id:1', 'id:2', 'id:3'])).keys()];
    await write(0, ['id:1', 'id:2']);
    await write(1, ['id:2', 'id:3']);
    expect((await located()).sort()).toEqual(['id:2', 'id:3']);
    await write(2, []);
    expect(await located()).toEqual([]);
    await write(3, ['id:1']);
    expect(await located()).toEqual(['id:1']);
    await write(4);
    expect(await located()).toEqual([]);
  });

  it('changes no refs where the write is a conflict', async () => {
    const { entities } = opened().stores;
    const things = newCollection();
    await entities.write(things, [aggregateWrite('a', {}, { refs: ['id:1'] })]);
    for (const expectedRevision of [0, 7]) {
      const stale = aggregateWrite('a', {}, { expectedRevision, refs: ['id:2'] });
      expect(await entities.write(things, [stale])).toEqual({ conflicts: ['a'] });
    }
    expect(await entities.locate(things, ['id:1', 'id:2'])).toEqual(new Map([['id:1', 'a']]));
  });

  it('keeps the refs a tombstone is written with', async () => {
    const { entities } = opened().stores;
    const things = newCollection();
    const rest = { refs: ['id:1'], ledger: FULL_LEDGER };
    await entities.write(things, [aggregateWrite('a', {}, rest)]);
    await entities.write(things, [aggregateWrite('a', null, { ...rest, expectedRevision: 1 })]);
    expect(await entities.locate(things, ['id:1'])).toEqual(new Map([['id:1', 'a']]));
    expect((await entities.existing(things, ['a'])).size).toBe(0);
  });

  it('names the last writer of a ref that several hold, and the one before once it lets go', async () => {
    const { entities } = opened().stores;
    const things = newCollection();
    const write = (key: string, expectedRevision: number, refs: string[]) =>
      entities.write(things, [aggregateWrite(key, {}, { expectedRevision, refs })]);
    const holder = async () => (await entities.locate(things, ['id:1'])).get('id:1');
    await write('b', 0, ['id:1']);
    await write('a', 0, ['id:1']);
    expect(await holder()).toBe('a');
    await write('b', 1, ['id:1']);
    expect(await holder()).toBe('b');
    await write('c', 0, ['id:1']);
    await write('c', 1, []);
    expect(await holder()).toBe('b');
    await write('b', 2, []);
    expect(await holder()).toBe('a');
  });

  it('takes refs that look like something else for data', async () => {
    const { entities } = opened().stores;
    const things = newCollection();
    const refs = [...AWKWARD_NAMES, '$ne', '{"$ne":null}', '', LONG_REF];
    expect((await entities.locate(things, refs)).size).toBe(0);
    const writes = refs.map((ref, place) => aggregateWrite(`key-${place}`, {}, { refs: [ref] }));
    await entities.write(things, writes);
    const expected = refs.map((ref, place) => [ref, `key-${place}`] as const);
    expect(await entities.locate(things, refs)).toEqual(new Map(expected));
    expect((await entities.locate(things, ['$gt', 'id:', 'key-0'])).size).toBe(0);
  });

  it('drops refs and finds keys that have awkward names', async () => {
    const { entities } = opened().stores;
    const things = newCollection();
    const writes = AWKWARD_NAMES.map((name) => aggregateWrite(name, {}, { refs: [`old ${name}`] }));
    await entities.write(things, writes);
    const again = writes.map((one) => ({ ...one, expectedRevision: 1, refs: [`new ${one.key}`] }));
    await entities.write(things, again);
    const refs = AWKWARD_NAMES.flatMap((name) => [`old ${name}`, `new ${name}`]);
    const expected = AWKWARD_NAMES.map((name) => [`new ${name}`, name] as const);
    expect(await entities.locate(things, refs)).toEqual(new Map(expected));
  });

  it('refuses a ref that UTF-8 cannot carry, and finds nothing by it', async () => {
    const { entities } = opened().stores;
    const things = newCollection();
    await entities.write(things, [aggregateWrite('a', {}, { refs: ['lone \ufffd'] })]);
    expect((await entities.locate(things, ['lone \ud800'])).size).toBe(0);
    const write = entities.write(things, [aggregateWrite('b', {}, { refs: ['lone \ud800'] })]);
    await expect(write).rejects.toMatchObject({ code: 'refused', retriable: false });
  });

  it('keeps the refs of collections apart', async () => {
    const { entities } = opened().stores;
    const [one, two] = [newCollection(), newCollection()];
    await entities.write(one, [aggregateWrite('a', {}, { refs: ['id:1'] })]);
    await entities.write(two, [aggregateWrite('b', {}, { refs: ['id:2'] })]);
    expect(await entities.locate(two, ['id:1', 'id:2'])).toEqual(new Map([['id:2', 'b']]));
  });
}
