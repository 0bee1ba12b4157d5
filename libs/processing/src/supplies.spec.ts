import { PortError, createIdPool, type Coordinator, type EntityStore, type Vault } from '@sluice/ports';
import { EMPTY_LEDGER, entityRegistry } from '@sluice/schemas';
import { createForesight } from './foresight';
import { createSupplies, type SupplyRoom } from './supplies';

const product = entityRegistry.get('product');
if (product === undefined) throw new Error('no product in the registry');

/** A store with one product, and a log of what was asked of everything behind the supplies. */
function setUp(vault: Partial<Vault> = {}) {
  const asked: string[] = [];
  const row = { key: 'a', revision: 3, id: 7, document: { sku: 'A' }, ledger: EMPTY_LEDGER };
  const note = <Answer>(what: string, names: readonly string[], answer: Answer): Promise<Answer> => {
    asked.push(`${what} ${names.join(' ')}`);
    return Promise.resolve(answer);
  };
  const entities = {
    read: (collection: string, keys: readonly string[]) =>
      note(`read ${collection}`, keys, new Map(keys.includes('a') ? [['a', row]] : [])),
    existing: (collection: string, keys: readonly string[]) =>
      note(`existing ${collection}`, keys, new Set(keys.filter((key) => key === 'a'))),
    locate: (collection: string, refs: readonly string[]) =>
      note(`locate ${collection}`, refs, new Map(refs.includes('id:7') ? [['id:7', 'a']] : [])),
  } as unknown as EntityStore;
  let next = 1;
  const takeIds = (_sequence: string, count: number): Promise<number> => {
    next += count;
    return Promise.resolve(next - count);
  };
  const pool = createIdPool({ takeIds } as unknown as Coordinator, 'products.parts');
  const foresight = createForesight();
  const deps = {
    entities,
    partIdsOf: () => pool,
    foresightOf: () => foresight,
    vault: {
      seal: (secret: string) => secret,
      open: (sealed: string) => sealed,
      hash: (secret: string) => note('hash', [secret], `hashed ${secret}`),
      verify: () => Promise.resolve(false),
      ...vault,
    },
  };
  /** The supplies of another delivery. */
  const deliver = (): SupplyRoom => createSupplies(deps, product!);
  return { supplies: deliver(), deliver, asked };
}

describe('supplies', () => {
  it('answer what was not fetched as absent, and fetch it for all operations together', async () => {
    const { supplies, asked } = setUp();
    const one = supplies.of(1);
    expect([one.exists('products', 'a'), one.document('products', 'a')]).toEqual([false, null]);
    const two = supplies.of(2);
    expect([two.exists('products', 'b'), two.locate('products', 'id:7')]).toEqual([false, undefined]);
    supplies.of(3);
    expect([1, 2, 3].map((operation) => supplies.isWaiting(operation))).toEqual([true, true, false]);
    expect(await supplies.fetch()).toBe(true);
    expect(asked).toEqual(['existing products a b', 'read products a', 'locate products id:7']);
    const again = supplies.of(1);
    expect([again.exists('products', 'a'), again.exists('products', 'b')]).toEqual([true, false]);
    expect(again.document('products', 'a')).toEqual({ sku: 'A' });
    expect([again.idOf('products', 'a'), again.locate('products', 'id:7')]).toEqual([7, 'a']);
    expect(await supplies.fetch()).toBe(false);
    expect(asked).toHaveLength(3);
  });

  it('give an operation that is folded again the same ids, and no two operations one', async () => {
    const { supplies } = setUp();
    const takeAll = (): number[] =>
      [1, 1, 2].map((operation, index, all) => {
        if (operation !== all[index - 1]) current = supplies.of(operation);
        return current.nextId();
      });
    let current = supplies.of(1);
    expect(takeAll()).toEqual([0, 0, 0]);
    expect(await supplies.fetch()).toBe(true);
    const ids = takeAll();
    expect(new Set(ids).size).toBe(3);
    expect(ids).not.toContain(0);
    expect(await supplies.fetch()).toBe(false);
    expect(supplies.of(2).nextId()).toBe(ids[2]);
  });

  it('forget what the store said, but neither ids nor hashes', async () => {
    const { supplies, asked } = setUp();
    supplies.of(1).exists('products', 'a');
    supplies.of(1).passwordHash('x');
    const before = supplies.of(1).nextId();
    await supplies.fetch();
    const id = supplies.of(1).nextId();
    supplies.forget();
    expect(supplies.of(1).exists('products', 'a')).toBe(false);
    expect([supplies.of(1).passwordHash('x'), supplies.of(1).nextId(), before]).toEqual(['hashed x', id, 0]);
    await supplies.fetch();
    expect(asked).toEqual(['existing products a', 'hash x', 'existing products a']);
  });

  it('read ahead what deliveries before have asked for', async () => {
    const { deliver, asked } = setUp();
    for (let times = 0; times < 2; times += 1) {
      const supplies = deliver();
      await supplies.foresee();
      supplies.of(1).document('products', 'a');
      expect(supplies.isWaiting(1)).toBe(true);
      await supplies.fetch();
    }
    asked.length = 0;
    const supplies = deliver();
    await supplies.foresee();
    expect(supplies.of(1).document('products', 'a')).toEqual({ sku: 'A' });
    expect([supplies.isWaiting(1), await supplies.fetch()]).toEqual([false, false]);
    expect(asked).toEqual(['read products a']);
    supplies.forget();
    await supplies.foresee();
    expect(asked).toEqual(['read products a', 'read products a']);
  });

  it('have no hash of what was not sealed under our key, and pass on every other failure', async () => {
    const foreign = setUp({
      open: () => {
        throw new PortError('refused', 'not ours');
      },
    });
    foreign.supplies.of(1).passwordHash('x');
    expect(await foreign.supplies.fetch()).toBe(true);
    expect(foreign.supplies.of(1).passwordHash('x')).toBeNull();
    const away = setUp({ hash: () => Promise.reject(new PortError('unavailable', 'away')) });
    away.supplies.of(1).passwordHash('x');
    await expect(away.supplies.fetch()).rejects.toMatchObject({ code: 'unavailable' });
  });
});
