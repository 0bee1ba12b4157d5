import { builtInAggregates, idBase } from './built-in-aggregates';
import { parseRegistry } from './load-registry';
import { BUILT_IN_REGISTRY } from './registry';

const seeds = builtInAggregates(BUILT_IN_REGISTRY);
const idsOf = (collection: string) => seeds.get(collection)?.map(({ key, id }) => [key, id]);

describe('builtInAggregates', () => {
  it('holds what the contract builds in', () => {
    expect(idsOf('categories')).toEqual([
      ['1', 1],
      ['2', 2],
    ]);
    expect(idsOf('attribute_sets')).toEqual([['default', 4]]);
    expect(idsOf('stocks')).toEqual([['1', 1]]);
    expect(idsOf('inventory_sources')).toEqual([['default', null]]);
    expect(idsOf('customer_groups')).toEqual([
      ['not logged in', 0],
      ['general', 1],
      ['wholesale', 2],
      ['retailer', 3],
    ]);
  });

  it('puts the default source into the default stock, and the default category under the root', () => {
    expect(seeds.get('stocks')?.[0]?.document).toMatchObject({
      links: [{ source_code: 'default', priority: 1 }],
    });
    expect(seeds.get('categories')?.[1]?.document).toMatchObject({ parent_id: 1, name: 'Default Category' });
  });

  it('gives every document attributes, and no key or ref twice', () => {
    for (const list of seeds.values()) {
      for (const { document } of list) expect(document).toMatchObject({ attributes: {} });
      const names = list.flatMap(({ key, refs = [] }) => [`key ${key}`, ...refs]);
      expect(new Set(names).size).toBe(names.length);
    }
  });

  it('takes the customer groups of the registry', () => {
    const registry = parseRegistry({ customer_groups: [{ id: 40, code: 'Trade', tax_class_id: 3 }] });
    expect(builtInAggregates(registry).get('customer_groups')).toEqual([
      { key: 'trade', id: 40, refs: ['id:40'], document: { code: 'Trade', tax_class_id: 3, attributes: {} } },
    ]);
    expect(idBase(registry, 'customer_groups')).toBe(40);
  });
});

describe('idBase', () => {
  it.each([
    ['categories', 2],
    ['attribute_sets', 4],
    ['customer_groups', 3],
    ['stocks', 1],
    ['inventory_sources', 0],
    ['products', 0],
    ['__proto__', 0],
  ])('of %s is %i', (collection, base) => {
    expect(idBase(BUILT_IN_REGISTRY, collection)).toBe(base);
  });
});
