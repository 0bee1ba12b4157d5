import type { InventoryItemDocument } from '@sluice/schemas';
import { context, type Outside } from '../supplies.fixture';
import { inventoryItemModel } from './inventory-item';

const OUTSIDE: Outside = {
  documents: {
    'products/a-1': {},
    'inventory_sources/default': {},
    'inventory_sources/east': {},
  },
};

const run = (
  before: InventoryItemDocument | null,
  [action, payload]: [string, Record<string, unknown>],
  outside = OUTSIDE,
) => inventoryItemModel.apply(before, { action, payload: { sku: 'A-1', ...payload } }, context(outside));

const documentOf = (...args: Parameters<typeof run>): InventoryItemDocument | null => {
  const result = run(...args);
  if (result.kind === 'refused') throw new Error(result.refusal.message);
  return result.document as InventoryItemDocument | null;
};

const row = (changed: Record<string, unknown> = {}) => ({
  source_code: 'east',
  quantity: 5,
  status: 1,
  ...changed,
});

const stocked = (...source_items: InventoryItemDocument['source_items']): InventoryItemDocument => ({
  sku: 'A-1',
  source_items,
  stock_item: null,
});

describe('wrong source items', () => {
  it.each([
    [row({ source_code: 'nowhere' }), 'Source with code "%value" does not exist.', ['nowhere']],
    [row({ source_code: ' ' }), '"%field" can not be empty.', ['source_code']],
    [row({ quantity: -1 }), '"%field" should not be negative.', ['quantity']],
    [row({ quantity: null }), '"%field" should be numeric.', ['quantity']],
    [row({ status: 2 }), '"%field" should a known status.', ['status']],
    [row({ status: undefined }), '"%field" should be numeric.', ['status']],
  ])('%j is told and left out', (wrong, message, parameters) => {
    const result = run(null, ['source-items-save', { source_items: [wrong, row({ quantity: 1 })] }]);
    expect(result).toEqual({
      kind: 'applied',
      document: stocked({ source_code: 'east', quantity: 1, status: 1 }),
      rowsFailed: 1,
      result: JSON.stringify([{ message, parameters }]),
    });
  });

  it.each(['source-items-save', 'source-items-delete'])('of an unknown sku: %s', (action) => {
    const result = run(null, [action, { source_items: [row()] }], {
      documents: { 'inventory_sources/east': {} },
    });
    const message = 'Product with requested "%field": "%value" was not found.';
    const parameters = ['sku', 'A-1'];
    const told = JSON.stringify([{ message, parameters }]);
    expect(result).toEqual({ kind: 'applied', document: null, rowsFailed: 1, result: told });
  });
});

describe('source items', () => {
  it('are one a source in any case, the last one wins', () => {
    const rows = [row(), row({ source_code: 'EAST', quantity: 7 })];
    expect(documentOf(null, ['source-items-save', { source_items: rows }])).toEqual(
      stocked({ source_code: 'east', quantity: 7, status: 1 }),
    );
  });

  it('that are deleted leave no empty aggregate; what is not there is no mistake', () => {
    const before = stocked(row());
    expect(documentOf(before, ['source-items-delete', { source_items: [row()] }])).toBeNull();
    const absent = { source_items: [row({ source_code: 'default' })] };
    expect(documentOf(before, ['source-items-delete', absent])).toEqual(before);
    expect(run(null, ['source-items-delete', absent])).toEqual({ kind: 'applied', document: null });
  });
});

describe('a transfer', () => {
  const move = (changed: Record<string, unknown> = {}): [string, Record<string, unknown>] => [
    'transfer',
    { origin_source: 'east', destination_source: 'default', unassign_from_origin: false, ...changed },
  ];

  it.each([
    [{ origin_source: 'x' }, 'invalid', 'Origin source x does not exist'],
    [{ destination_source: 'y' }, 'invalid', 'Destination source y does not exist'],
    [{ destination_source: 'EAST' }, 'invalid', 'Cannot transfer a source on itself'],
    [
      { origin_source: 'default', destination_source: 'east' },
      'not_found',
      'Source item with sku "A-1" and source code "default" does not exist.',
    ],
  ])('fails: %j', (changed, code, message) => {
    const refusal = { class: 'final', code, message };
    expect(run(stocked(row()), move(changed))).toEqual({ kind: 'refused', refusal });
  });

  it('of an unknown product fails', () => {
    expect(run(null, move(), { documents: {} })).toMatchObject({ refusal: { code: 'not_found' } });
  });

  it('adds everything to the destination with its status and empties the origin', () => {
    const before = stocked(row({ quantity: 3 }), { source_code: 'default', quantity: 2, status: 0 });
    expect(documentOf(before, move())?.source_items).toEqual([
      { source_code: 'east', quantity: 0, status: 0 },
      { source_code: 'default', quantity: 5, status: 1 },
    ]);
    expect(documentOf(before, move({ unassign_from_origin: true }))?.source_items).toEqual([
      { source_code: 'default', quantity: 5, status: 1 },
    ]);
  });
});

describe('the stock item', () => {
  it('of an unknown product fails', () => {
    expect(run(null, ['stock-item', { quantity: 1, stock_item: {} }], {})).toMatchObject({
      refusal: {
        code: 'not_found',
        message: "The product that was requested doesn't exist. Verify the product and try again.",
      },
    });
  });

  it('keeps quantity and availability at the default source and merges all else', () => {
    const first = documentOf(stocked(row()), [
      'stock-item',
      { quantity: 4, is_in_stock: true, stock_item: { min_qty: 1, attributes: { a: 1 } } },
    ]);
    const second = documentOf(first, [
      'stock-item',
      { quantity: null, is_in_stock: false, stock_item: { backorders: 1, attributes: { b: 2 } } },
    ]);
    expect(second).toEqual({
      sku: 'A-1',
      source_items: [
        { source_code: 'east', quantity: 5, status: 1 },
        { source_code: 'default', quantity: 4, status: 0 },
      ],
      stock_item: { min_qty: 1, backorders: 1, attributes: { a: 1, b: 2 } },
    });
  });

  it('answers its id', () => {
    expect(inventoryItemModel.result({ action: 'stock-item', payload: {} }, 12)).toBe('12');
  });
});
