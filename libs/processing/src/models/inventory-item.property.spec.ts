import fc from 'fast-check';
import type { InventoryItemDocument } from '@sluice/schemas';
import { context } from '../supplies.fixture';
import { inventoryItemModel } from './inventory-item';

const SOURCES = ['default', 'east', 'west'];
const OUTSIDE = context({
  documents: {
    'products/a-1': {},
    ...Object.fromEntries(SOURCES.map((code) => [`inventory_sources/${code}`, {}])),
  },
});

const source = fc.constantFrom(...SOURCES);
const save = fc.record({ source_code: source, quantity: fc.nat(9), status: fc.constantFrom(0, 1) });
const operation = fc.oneof(
  fc.record({
    action: fc.constant('source-items-save'),
    source_items: fc.array(save, { minLength: 1, maxLength: 4 }),
  }),
  fc.record({
    action: fc.constant('source-items-delete'),
    source_items: fc.array(save, { minLength: 1, maxLength: 2 }),
  }),
  fc.record({
    action: fc.constant('transfer'),
    origin_source: source,
    destination_source: source,
    unassign_from_origin: fc.boolean(),
  }),
);

type Sent = typeof operation extends fc.Arbitrary<infer Value> ? Value : never;
type Stock = Map<string, readonly [quantity: number, status: number]>;

/** The same in the plainest words there are. */
function expected(stock: Stock, sent: Sent): void {
  if ('origin_source' in sent) {
    const origin = stock.get(sent.origin_source);
    if (origin === undefined || sent.origin_source === sent.destination_source) return;
    const [held] = stock.get(sent.destination_source) ?? [0];
    stock.set(sent.destination_source, [held + origin[0], origin[1]]);
    if (sent.unassign_from_origin) stock.delete(sent.origin_source);
    else stock.set(sent.origin_source, [0, 0]);
    return;
  }
  for (const { source_code, quantity, status } of sent.source_items) {
    if (sent.action === 'source-items-save') stock.set(source_code, [quantity, status]);
    else stock.delete(source_code);
  }
}

describe('the stock of a sku', () => {
  it('ends as a map by source would', () => {
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 12 }), (operations) => {
        let document: unknown = null;
        const stock: Stock = new Map();
        for (const { action, ...payload } of operations) {
          const applied = inventoryItemModel.apply(
            document,
            { action, payload: { sku: 'A-1', ...payload } },
            OUTSIDE,
          );
          if (applied.kind === 'applied') document = applied.document;
          expected(stock, { action, ...payload } as Sent);
        }
        const items = (document as InventoryItemDocument | null)?.source_items ?? [];
        const held = items.map((item) => [item.source_code, [item.quantity, item.status]] as const);
        expect(new Map(held)).toEqual(stock);
      }),
    );
  });
});
