import { answerOf, type Held } from '../prices/read-context.fixture';
import { INVENTORY_READS } from './inventory-reads';

const item = (sku: string, ...source_items: object[]) => ({ sku, source_items, stock_item: null });

const HELD: Held = {
  'product/a': { document: {}, id: 11 },
  'product/bare': { document: {}, id: 12 },
  'inventory_item/a': {
    document: {
      ...item(
        'A',
        { source_code: 'default', quantity: 4, status: 1 },
        { source_code: 'east', quantity: 1, status: 0, attributes: { note: 'x', quantity: 99 } },
      ),
      stock_item: { backorders: 1, attributes: { colour: 'red', qty: 99 } },
    },
    id: 21,
  },
  'inventory_item/b': { document: item('B', { source_code: 'east', quantity: 7, status: 1 }) },
  'inventory_source/default': {
    document: { source_code: 'default', name: 'Default Source', enabled: true, attributes: {} },
  },
  'inventory_source/east': {
    document: {
      source_code: 'East',
      name: 'east',
      enabled: false,
      country_id: 'US',
      postcode: '1',
      details: { phone: '2' },
      attributes: { extra: 1 },
    },
  },
  'stock/1': {
    document: { name: 'Default Stock', links: [{ source_code: 'default', priority: 1 }], attributes: {} },
    id: 1,
  },
};

const read = (path: string, asked: { params?: Record<string, string>; query?: string } = {}) =>
  answerOf(INVENTORY_READS, path, { held: HELD, ...asked });

const where = (field: string, value: string, type = 'eq'): string =>
  new URLSearchParams({
    'searchCriteria[filter_groups][0][filters][0][field]': field,
    'searchCriteria[filter_groups][0][filters][0][value]': value,
    'searchCriteria[filter_groups][0][filters][0][condition_type]': type,
  }).toString();

describe('a search for source items', () => {
  const search = (query: string) => read('/inventory/source-items', { query });

  it('by a field there is not, or without criteria, is refused', async () => {
    await expect(search(where('__proto__', '1'))).rejects.toMatchObject({ status: 400 });
    await expect(search('')).rejects.toMatchObject({ status: 400 });
  });

  it('finds one item a sku and source, whatever the case of the sku', async () => {
    await expect(search(where('sku', 'a'))).resolves.toMatchObject({
      items: [
        { sku: 'A', source_code: 'default', quantity: 4, status: 1 },
        { sku: 'A', source_code: 'east', quantity: 1, status: 0, note: 'x' },
      ],
      total_count: 2,
    });
  });

  it('looks at every item where no sku is named, orders and pages them', async () => {
    const order =
      'searchCriteria[sortOrders][0][field]=quantity&searchCriteria[sortOrders][0][direction]=DESC';
    const page = 'searchCriteria[pageSize]=1&searchCriteria[currentPage]=2';
    await expect(search(`${where('source_code', 'east')}&${order}&${page}`)).resolves.toMatchObject({
      items: [{ sku: 'A', quantity: 1 }],
      total_count: 2,
    });
  });
});

describe('places', () => {
  it.each([
    ['/inventory/sources/:sourceCode', { sourceCode: 'west' }, 'Source with code "%value" does not exist.'],
    ['/inventory/stocks/:stockId', { stockId: '01' }, 'Stock with id "%value" does not exist.'],
  ])('that are not there: %s', async (path, params, message) => {
    await expect(read(path, { params })).rejects.toMatchObject({ status: 404, body: { message } });
  });

  it('are shown with everything that was sent', async () => {
    const east = {
      source_code: 'East',
      name: 'east',
      enabled: false,
      country_id: 'US',
      postcode: '1',
      phone: '2',
      extra: 1,
    };
    await expect(read('/inventory/sources/:sourceCode', { params: { sourceCode: 'EAST' } })).resolves.toEqual(
      east,
    );
    await expect(read('/inventory/sources', { query: where('source_code', 'EAST') })).resolves.toMatchObject({
      items: [east],
    });
    const stock = { stock_id: 1, name: 'Default Stock', extension_attributes: { sales_channels: [] } };
    await expect(read('/inventory/stocks/:stockId', { params: { stockId: '1' } })).resolves.toEqual(stock);
    await expect(
      read('/inventory/stocks', { query: where('name', 'Default%', 'like') }),
    ).resolves.toMatchObject({
      items: [stock],
    });
    await expect(
      read('/inventory/stock-source-links', { query: where('stock_id', '1') }),
    ).resolves.toMatchObject({
      items: [{ stock_id: 1, source_code: 'default', priority: 1 }],
      total_count: 1,
    });
  });
});

describe('a stock item', () => {
  const stockItem = (productSku: string) => read('/stockItems/:productSku', { params: { productSku } });

  it('of an unknown product is not found', async () => {
    await expect(stockItem('nobody')).rejects.toMatchObject({ status: 404 });
  });

  it('shows the default source, and defaults where nothing was written', async () => {
    await expect(stockItem('A')).resolves.toMatchObject({
      item_id: 21,
      product_id: 11,
      stock_id: 1,
      qty: 4,
      is_in_stock: true,
      backorders: 1,
      manage_stock: true,
      colour: 'red',
    });
    await expect(stockItem('bare')).resolves.toMatchObject({ item_id: null, qty: 0, is_in_stock: false });
  });
});
