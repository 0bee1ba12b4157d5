import type { InventorySourceDocument, StockDocument } from '@sluice/schemas';
import { context } from '../supplies.fixture';
import { inventorySourceModel } from './inventory-source';
import { stockModel } from './stock';

const OUTSIDE = context({ documents: { 'inventory_sources/east': {} } }, 3);
const STOCK: StockDocument = { name: 'one', links: [], attributes: {} };

const stock = (before: StockDocument | null, action: string, payload: Record<string, unknown>) =>
  stockModel.apply(before, { action, payload: { stock_id: 3, ...payload } }, OUTSIDE);

describe('links of a stock', () => {
  it('that are wrong are told and left out', () => {
    const links = [
      { source_code: 'nowhere', priority: 1 },
      { source_code: 'east' },
      { source_code: 'East', priority: 2 },
    ];
    expect(stock(STOCK, 'link', { links })).toEqual({
      kind: 'applied',
      document: { ...STOCK, links: [{ source_code: 'East', priority: 2 }] },
      rowsFailed: 2,
      result: JSON.stringify([
        { message: 'Source with code "%value" does not exist.', parameters: ['nowhere'] },
        { message: '"%field" should be numeric.', parameters: ['priority'] },
      ]),
    });
  });

  it('to a stock nobody made come to nothing', () => {
    const told = [{ message: 'Stock with id "%value" does not exist.', parameters: [3] }];
    expect(stock(null, 'link', { links: [{ source_code: 'east', priority: 1 }] })).toEqual({
      kind: 'applied',
      document: null,
      rowsFailed: 1,
      result: JSON.stringify(told),
    });
  });

  it('are one a source, the last one wins', () => {
    const links = [1, 4].map((priority) => ({ source_code: 'east', priority }));
    const result = stock(STOCK, 'link', { links });
    expect(result).toEqual({
      kind: 'applied',
      document: { ...STOCK, links: [{ source_code: 'east', priority: 4 }] },
    });
  });
});

describe('a stock', () => {
  it('needs a name', () => {
    expect(stock(null, 'create', { name: ' ' })).toMatchObject({
      refusal: { code: 'invalid', message: 'Validation Failed: "name" can not be empty.' },
    });
  });

  it('answers its id', () => {
    expect(stock(null, 'create', { name: 'one' })).toEqual({ kind: 'applied', document: STOCK });
    expect(stockModel.result({ action: 'create', payload: {} }, 3)).toBe('3');
  });
});

describe('a source', () => {
  const source = (before: InventorySourceDocument | null, payload: Record<string, unknown>) =>
    inventorySourceModel.apply(before, { action: 'upsert', payload }, OUTSIDE);
  const sent = { source_code: 'East', name: 'east', country_id: 'US', postcode: '1' };

  it('that is incomplete fails, and tells everything', () => {
    expect(source(null, { source_code: 'e st', name: '', country_id: 'US' })).toMatchObject({
      refusal: {
        message:
          'Validation Failed: "source_code" can not contain whitespaces. "name" can not be empty. "postcode" can not be empty.',
      },
    });
  });

  it('is updated by what was sent and keeps its spelling', () => {
    const made = source(null, { ...sent, details: { phone: '1' }, attributes: { a: 1 } });
    if (made.kind === 'refused') throw new Error(made.refusal.message);
    const before = made.document as InventorySourceDocument;
    expect(source(before, { source_code: 'EAST', enabled: false, details: { fax: '2' } })).toEqual({
      kind: 'applied',
      document: {
        ...sent,
        enabled: false,
        details: { phone: '1', fax: '2' },
        attributes: { a: 1 },
      },
    });
  });
});
