import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BUILT_IN_STORES } from '@sluice/schemas';
import { loadRegistry, parseRegistry } from './load-registry';
import { BUILT_IN_REGISTRY, storeRegistryOf } from './registry';

const TWO_SHOPS = {
  websites: [
    { id: 0, code: 'admin', name: 'Admin', default_group_id: 0 },
    { id: 1, code: 'shop', name: 'Shop', default_group_id: 4, extension_attributes: {} },
    { id: 2, code: 'outlet', name: 'Outlet', default_group_id: 5 },
  ],
  store_groups: [
    { id: 4, website_id: 1, root_category_id: 2, default_store_id: 9, name: 'Shop', code: 'shop' },
    { id: 5, website_id: 2, root_category_id: 2, default_store_id: 3, name: 'Outlet', code: 'outlet' },
  ],
  store_views: [
    { id: 0, code: 'admin', name: 'Admin', website_id: 0, store_group_id: 0, is_active: 1 },
    { id: 3, code: 'outlet', name: 'Outlet', website_id: 2, store_group_id: 5, is_active: true },
    { id: 9, code: 'german', name: 'German', website_id: 1, store_group_id: 4, is_active: 0 },
  ],
};

const mistakesOf = (content: unknown): string[] => {
  try {
    parseRegistry(content);
  } catch (error) {
    expect(error).toMatchObject({ code: 'misconfigured' });
    return (error as Error).message.split('\n  ').slice(1);
  }
  return [];
};

const withRow = (name: keyof typeof TWO_SHOPS, place: number, change: Record<string, unknown>) => ({
  ...TWO_SHOPS,
  [name]: TWO_SHOPS[name].map((row, at) => (at === place ? { ...row, ...change } : row)),
});

describe('parseRegistry', () => {
  it('takes all built-in arrays where none is given, and they are sound', () => {
    expect(parseRegistry({})).toEqual(BUILT_IN_REGISTRY);
  });

  it("takes Magento's answers as they are, without its own view", () => {
    const registry = parseRegistry(TWO_SHOPS);
    expect(registry.websites).toContainEqual({ id: 1, code: 'shop', name: 'Shop', default_group_id: 4 });
    expect(registry.storeGroups).toEqual(TWO_SHOPS.store_groups);
    expect(registry.storeViews.map(({ id, is_active }) => [id, is_active])).toEqual([
      [3, 1],
      [9, 0],
    ]);
    expect(registry.customerGroups).toEqual(BUILT_IN_REGISTRY.customerGroups);
    expect(storeRegistryOf(registry)).toEqual({
      views: [
        { id: 3, code: 'outlet', websiteId: 2 },
        { id: 9, code: 'german', websiteId: 1 },
      ],
      defaultView: 'german',
      websites: TWO_SHOPS.websites.map(({ id, code }) => ({ id, code })),
      customerTaxClasses: [3],
    });
  });

  it('tells from other rows what a row leaves out', () => {
    const registry = parseRegistry({
      websites: [{ id: 7, code: 'shop' }],
      store_groups: [{ id: 8, website_id: 7, code: 'shop' }],
      store_views: [{ id: 9, website_id: 7, code: 'german' }],
      customer_groups: [{ id: 5, code: 'VIP', tax_class_id: 3 }],
      currencies: [{ base_currency_code: 'EUR' }],
    });
    expect(registry.websites.map(({ id, default_group_id }) => [id, default_group_id])).toEqual([
      [7, 8],
      [0, 0],
    ]);
    expect(registry.storeGroups).toEqual([
      { id: 8, website_id: 7, root_category_id: 2, default_store_id: 9, name: 'shop', code: 'shop' },
    ]);
    expect(registry.storeViews).toEqual([
      { id: 9, code: 'german', name: 'german', website_id: 7, store_group_id: 8, is_active: 1 },
    ]);
    expect(registry.customerGroups).toEqual([
      { id: 5, code: 'VIP', tax_class_id: 3, tax_class_name: 'Retail Customer' },
    ]);
    expect(registry.currencies[0]).toMatchObject({
      available_currency_codes: ['EUR'],
      exchange_rates: [{ currency_to: 'EUR', rate: 1 }],
    });
  });

  it('keeps the built-in groups when only the views are replaced', () => {
    const registry = parseRegistry({ store_views: [{ id: 12, code: 'german', website_id: 1 }] });
    expect(storeRegistryOf(registry).defaultView).toBe('german');
  });

  it.each<[string, unknown]>([
    ['store_views row 2, website_id: websites have no 8', withRow('store_views', 1, { website_id: 8 })],
    [
      'store_views row 3, store_group_id: store_groups have no 6',
      withRow('store_views', 2, { store_group_id: 6 }),
    ],
    [
      'store_views row 3, store_group_id: group 5 is of another website',
      withRow('store_views', 2, { store_group_id: 5 }),
    ],
    ['store_views row 3, id: 3 stands in row 2 too', withRow('store_views', 2, { id: 3 })],
    ['store_views row 3, code: "outlet" stands in row 2 too', withRow('store_views', 2, { code: 'outlet' })],
    ['store_views row 2, code: "all" is reserved', withRow('store_views', 1, { code: 'all' })],
    ['store_views row 2, code: "admin" is reserved', withRow('store_views', 1, { code: 'admin' })],
    [
      'store_views row 2, code: expected a lower-case letter, then letters, digits and _',
      withRow('store_views', 1, { code: 'Out-let' }),
    ],
    [
      'store_views row 2, website_id: expected a whole number',
      withRow('store_views', 1, { website_id: '2' }),
    ],
    [
      'store_views row 2, is_active: expected 0, 1, true or false',
      withRow('store_views', 1, { is_active: 2 }),
    ],
    [
      'websites row 2, default_group_id: store_groups have no 1',
      withRow('websites', 1, { default_group_id: 1 }),
    ],
    ['websites row 3, id: 1 stands in row 2 too', withRow('websites', 2, { id: 1 })],
    [
      'store_groups row 1, default_store_id: store_views have no 4',
      withRow('store_groups', 0, { default_store_id: 4 }),
    ],
    ['store_groups row 1, website_id: websites have no 3', withRow('store_groups', 0, { website_id: 3 })],
    [
      'customer_groups row 2, code: "vip" stands in row 1 too',
      {
        customer_groups: [
          { id: 1, code: 'VIP', tax_class_id: 3 },
          { id: 2, code: 'vip', tax_class_id: 3 },
        ],
      },
    ],
    [
      'customer_groups row 1, tax_class_id: tax_classes have no 9',
      { customer_groups: [{ id: 1, code: 'VIP', tax_class_id: 9 }] },
    ],
    [
      'tax_classes row 1, class_type: expected PRODUCT or CUSTOMER',
      { tax_classes: [{ class_id: 2, class_name: 'x', class_type: 'y' }] },
    ],
    [
      'currencies row 1, base_currency_code: expected three capital letters',
      { currencies: [{ base_currency_code: 'euro' }] },
    ],
    [
      'currencies row 1, exchange_rates.0.rate: expected a number',
      { currencies: [{ base_currency_code: 'EUR', exchange_rates: [{ currency_to: 'USD', rate: '1' }] }] },
    ],
    ['store_views: expected an array', { store_views: {} }],
    ['store_views: expected at least one row', { store_views: [] }],
    [
      '"store_view": expected one of websites, store_groups, store_views, customer_groups, tax_classes, currencies',
      { store_view: [] },
    ],
    ['expected one JSON object', []],
    ['expected one JSON object', null],
  ])('says %s', (line, content) => {
    expect(mistakesOf(content)).toContain(line);
  });

  it('says that no view is the default one', () => {
    const content = withRow('websites', 1, { default_group_id: 0 });
    expect(mistakesOf(content)).toEqual([expect.stringMatching(/^store_views: there is no default one/)]);
  });

  it('names every mistake at once', () => {
    const store_views = TWO_SHOPS.store_views.map((row) => ({ ...row, website_id: 77, code: 'same' }));
    expect(mistakesOf({ ...TWO_SHOPS, store_views }).length).toBeGreaterThan(3);
  });
});

describe('storeRegistryOf', () => {
  it('says of the built-in registry what is built in elsewhere', () => {
    expect(storeRegistryOf(BUILT_IN_REGISTRY)).toEqual(BUILT_IN_STORES);
  });
});

describe('loadRegistry', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sluice-registry-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const file = async (content: string): Promise<string> => {
    const path = join(folder, 'registry.json');
    await writeFile(path, content);
    return path;
  };

  it('is the built-in one where no file is named', () => {
    expect(loadRegistry()).toBe(BUILT_IN_REGISTRY);
  });

  it('reads a file, with a byte order mark too', async () => {
    const path = await file(`\ufeff${JSON.stringify(TWO_SHOPS)}`);
    expect(loadRegistry(path)).toEqual(parseRegistry(TWO_SHOPS));
  });

  it('names the file that is missing, no JSON, or wrong', async () => {
    expect(() => loadRegistry(join(folder, 'none'))).toThrow(/none is wrong:\n {2}it cannot be read/);
    const noJson = await file('{"websites":');
    expect(() => loadRegistry(noJson)).toThrow(/registry\.json is wrong:\n {2}it is not JSON/);
    const wrong = await file('{"websites":[{"id":-1,"code":"x"}]}');
    expect(() => loadRegistry(wrong)).toThrow(
      /registry\.json is wrong:\n {2}websites row 1, id: expected a number from 0/,
    );
  });
});
