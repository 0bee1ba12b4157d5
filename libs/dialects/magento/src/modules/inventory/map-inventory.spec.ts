import { BUILT_IN_STORES, findAction } from '@sluice/schemas';
import { RestError } from '../../http/rest-error';
import { unfold } from '../../items/shape';
import { toWriteRoute } from '../../items/write-route';
import type { JsonObject } from '../../json';
import type { MapContext } from '../module';
import { inventoryModule } from '.';
import { INVENTORY_ROWS } from './inventory-rows';

const CONTEXT: MapContext = {
  scope: undefined,
  limits: { maxNestedItems: 20 },
  stores: BUILT_IN_STORES,
  seal: (secret) => secret,
};

/** The operations an item becomes, with the ids that creates take. */
function map(name: string, item: unknown) {
  const row = INVENTORY_ROWS.find(({ entity, action }) => `${entity}/${action}` === name);
  if (row === undefined) throw new Error(`no row for ${name}`);
  const mapped = toWriteRoute(row).toItem(item, CONTEXT);
  const done = mapped.kind === 'deferred' ? mapped.finish({ ids: [5], key: () => undefined }) : mapped;
  if (done.kind === 'rejected') throw new Error(done.code);
  return done.kind === 'parts' ? done.parts : [done];
}

const refusal = (name: string, item: unknown): unknown => {
  try {
    return map(name, item);
  } catch (error) {
    return error instanceof RestError ? error.body : error;
  }
};

const MOVE = { skus: ['A'], originSource: 'a', destinationSource: 'b', unassignFromOrigin: false };

const required = (fieldName: string) => ({
  message: '"%fieldName" is required. Enter and try again.',
  parameters: { fieldName },
});

describe('an inventory item that is refused', () => {
  it.each<[string, JsonObject, string]>([
    ['inventory_item/source-items-save', {}, 'sourceItems'],
    ['inventory_item/source-items-save', { sourceItems: [{ source_code: 'a' }] }, 'sku'],
    ['inventory_item/source-items-delete', { sourceItems: [{ sku: '' }] }, 'sku'],
    ['inventory_item/transfer', { ...MOVE, skus: [''] }, 'skus'],
    ['inventory_item/transfer', { ...MOVE, unassignFromOrigin: null }, 'unassignFromOrigin'],
    ['inventory_item/stock-item', { productSku: 'A' }, 'stockItem'],
    ['inventory_source/upsert', { source: { name: 'x' } }, 'source_code'],
    ['stock/link', { links: [{ source_code: 'a', priority: 1 }] }, 'stock_id'],
  ])('%s %j', (name, item, field) => {
    expect(refusal(name, item)).toEqual(required(field));
  });

  it.each<[string, JsonObject]>([
    ['inventory_item/source-items-save', { sourceItems: {} }],
    ['inventory_item/source-items-save', { sourceItems: [{ sku: 'A', quantity: 'many' }] }],
    ['inventory_item/transfer', { ...MOVE, unassignFromOrigin: 'perhaps' }],
    ['inventory_item/stock-item', { productSku: 'A', stockItem: { qty: [] } }],
    ['stock/create', { stock: 5 }],
  ])('for its types: %s %j', (name, item) => {
    expect(refusal(name, item)).toMatchObject({
      message: expect.stringMatching(/type is invalid/) as unknown,
    });
  });
});

describe('an inventory item', () => {
  const SOURCE = {
    source_code: 'East',
    name: 'east',
    country_id: 'US',
    postcode: '1',
    phone: '2',
    more: [1],
  };
  it.each<[string, JsonObject, string[]]>([
    [
      'inventory_item/source-items-save',
      { sourceItems: [{ sku: 'A', sourceCode: 'a', quantity: '2', status: 1, x: 1 }, { sku: 'b' }] },
      ['a', 'b'],
    ],
    ['inventory_item/source-items-delete', { sourceItems: [{ sku: 'A', source_code: 'a' }] }, ['a']],
    ['inventory_item/transfer', { ...MOVE, skus: ['A', 'B', 'a'] }, ['a', 'b']],
    [
      'inventory_item/stock-item',
      { productSku: 'A', stockItem: { item_id: 9, qty: 3, isInStock: true, min_qty: 1, x: 1 } },
      ['a'],
    ],
    ['inventory_source/upsert', { source: SOURCE }, ['east']],
    ['stock/create', { stock: { stock_id: 99, name: 'one', extension_attributes: {} } }, ['5']],
    [
      'stock/link',
      {
        links: [
          { stock_id: 1, source_code: 'a', priority: 1 },
          { stock_id: 2, source_code: 'a', priority: 1, x: 1 },
        ],
      },
      ['1', '2'],
    ],
  ])('%s passes its schema under its key, and its item becomes the same again', (name, item, keys) => {
    const [entity = '', action = ''] = name.split('/');
    const operations = map(name, item);
    expect(operations.map(({ key }) => key)).toEqual(keys);
    for (const { key, payload } of operations) {
      const spec = findAction(entity, action);
      expect(spec?.payload.safeParse(payload).success).toBe(true);
      expect(spec?.keyOf(payload as never)).toBe(key);
      const again = unfold(inventoryModule.items[name]?.(payload));
      expect(map(name, again)).toEqual([expect.objectContaining({ key, payload })]);
    }
  });

  it('without a row is done at once, and answers what the service does', () => {
    expect(refusal('inventory_item/transfer', { ...MOVE, skus: [] })).toEqual([]);
    expect(refusal('stock/link', { links: [] })).toEqual([]);
  });
});
