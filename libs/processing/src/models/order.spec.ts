import fc from 'fast-check';
import type { OrderDocument } from '@sluice/schemas';
import { context } from '../supplies.fixture';
import { orderModel } from './order';

let nextId = 100;
const act = (before: unknown, action: string, payload: Record<string, unknown>) => {
  nextId += 100;
  return orderModel.apply(before, { action, payload }, context({ nextId }, 9));
};
const applied = (...args: Parameters<typeof act>) => {
  const answer = act(...args);
  if (answer.kind === 'refused') throw new Error(answer.refusal.message);
  return { ...answer, order: answer.document as OrderDocument };
};
const message = (...args: Parameters<typeof act>): string => {
  const answer = act(...args);
  return answer.kind === 'refused' ? answer.refusal.message : 'applied';
};

const rows = [
  { sku: 'A', name: 'Bag', qty_ordered: 3, price: 10, tax_amount: 3, discount_amount: -6 },
  { sku: 'B', name: 'Hat', qty_ordered: 1, price: 5 },
];
const created = applied(null, 'create', { entity_id: 9, items: rows, shipping_amount: 4 }).order;
const [bag = 0, hat = 0] = created.items.map(({ item_id }) => item_id);
const ask = (items?: [number, number][]) => ({
  order_id: 9,
  ...(items === undefined ? {} : { items: items.map(([order_item_id, qty]) => ({ order_item_id, qty })) }),
});
const SHIPMENT = 'Shipment Document Validation Error(s):\n';
const INVOICE = 'Invoice Document Validation Error(s):\n';

describe('an order refuses', () => {
  it.each(['update', 'ship', 'invoice', 'comment'])('%s where there is none', (action) => {
    const text = "The entity that was requested doesn't exist. Verify the entity and try again.";
    expect(message(null, action, ask())).toBe(text);
  });

  it('more than is left, strange items and nothing at all', () => {
    expect(message(created, 'ship', ask([[bag, 4]]))).toBe(
      `${SHIPMENT}We found an invalid quantity to ship for item "Bag".\nYou can't create a shipment without products.`,
    );
    expect(
      message(
        created,
        'ship',
        ask([
          [bag, 2],
          [bag, 2],
        ]),
      ),
    ).toContain('invalid quantity');
    expect(
      message(
        created,
        'ship',
        ask([
          [1, 1],
          [hat, 1],
        ]),
      ),
    ).toBe(`${SHIPMENT}We can not found item "1" in order.`);
    expect(message(created, 'ship', { ...ask(), tracks: [{ title: 'x' }] })).toBe(
      `${SHIPMENT}Please enter a tracking number.`,
    );
    expect(message(created, 'invoice', ask([[hat, 2]]))).toBe(
      `${INVOICE}The quantity to invoice must not be greater than the uninvoiced quantity for product SKU "B".`,
    );
    expect(message(created, 'invoice', ask([[1, 1]]))).toBe(
      `${INVOICE}The invoice contains one or more items that are not part of the original order.`,
    );
    expect(
      message(
        created,
        'invoice',
        ask([
          [hat, -1],
          [bag, 2],
        ]),
      ),
    ).toContain('must not be greater');
  });

  it('what its state does not allow', () => {
    const holded = { ...created, state: 'holded', status: 'waiting' };
    expect(message(holded, 'ship', ask())).toContain(
      'A shipment cannot be created when an order has a status of waiting',
    );
    expect(message(holded, 'invoice', ask())).toContain(
      'An invoice cannot be created when an order has a status of waiting',
    );
    const shipped = applied(created, 'ship', ask()).order;
    expect(message(shipped, 'ship', ask())).toBe(
      `${SHIPMENT}The order does not allow a shipment to be created.\nYou can't create a shipment without products.`,
    );
  });
});

describe('an order', () => {
  it('is pending, with a number of nine digits and ids for its items', () => {
    expect(created).toMatchObject({ increment_id: '000000009', state: 'new', status: 'pending' });
    expect(new Set([bag, hat, 0]).size).toBe(3);
    expect(orderModel.result({ action: 'create', payload: {} }, 9)).toBe(
      '{"entity_id":9,"increment_id":"000000009"}',
    );
  });

  it('is in work once something moved, complete once everything did', () => {
    const part = applied(created, 'ship', { ...ask([[bag, 1]]), tracks: [{ track_number: 'T' }] });
    const [shipment] = part.order.shipments;
    expect(part.result).toBe(String(shipment?.entity_id));
    expect(part.order).toMatchObject({ state: 'processing', status: 'processing' });
    const shipped = applied(part.order, 'ship', ask()).order;
    expect(shipped.shipments[1]).toMatchObject({
      total_qty: 3,
      items: [
        { sku: 'A', qty: 2 },
        { sku: 'B', qty: 1 },
      ],
    });
    const { order, result } = applied(shipped, 'invoice', { ...ask(), capture: true });
    expect(order).toMatchObject({
      state: 'complete',
      status: 'complete',
      total_invoiced: 36,
      total_paid: 36,
    });
    expect(orderModel.refs?.(order, 9)).toContain(`invoice:${String(result)}`);
    expect(orderModel.refs?.(order, 9)).toContain(`shipment:${String(part.result)}`);
  });

  it('bears its shipping in the first invoice, tax and discount by the piece', () => {
    const first = applied(created, 'invoice', ask([[bag, 1]])).order;
    expect(first.invoices[0]).toMatchObject({
      subtotal: 10,
      tax_amount: 1,
      discount_amount: 2,
      grand_total: 13,
      state: 1,
    });
    const second = applied(first, 'invoice', ask([[hat, 1]])).order;
    expect(second.invoices[1]).toMatchObject({ subtotal: 5, shipping_amount: 0, grand_total: 5 });
  });

  it('takes the status of a comment', () => {
    const { order } = applied(created, 'comment', {
      order_id: 9,
      status_history: { comment: 'hi', status: 'checked' },
    });
    expect(order).toMatchObject({ status: 'checked', comments: [{ comment: 'hi', status: 'checked' }] });
  });

  it('is the same after an update that says what it is', () => {
    const again = applied(created, 'update', { entity_id: 9, items: rows }).order;
    expect(orderModel.same(created, again)).toBe(true);
    const changed = applied(created, 'update', {
      entity_id: 9,
      items: [{ item_id: hat, price: 6 }, { sku: 'C' }],
    }).order;
    expect(changed.items.map(({ sku, price }) => [sku, price])).toEqual([
      ['A', 10],
      ['B', 6],
      ['C', undefined],
    ]);
    expect(orderModel.same(created, changed)).toBe(false);
  });

  it('never ships or invoices more than was ordered, whatever is asked', () => {
    const quantity = fc.tuple(fc.constantFrom(bag, hat, 1), fc.integer({ min: -2, max: 4 }));
    const step = fc.record({
      action: fc.constantFrom('ship', 'invoice'),
      items: fc.array(quantity, { maxLength: 3 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 8 }), (steps) => {
        let order = created;
        for (const { action, items } of steps) {
          const answer = act(order, action, ask(items));
          if (answer.kind === 'applied') order = answer.document as OrderDocument;
        }
        for (const { item_id, qty_ordered, qty_shipped, qty_invoiced } of order.items) {
          const count = (parts: typeof order.shipments | typeof order.invoices): number =>
            parts
              .flatMap((part) => part.items)
              .reduce((sum, row) => sum + (row.order_item_id === item_id ? row.qty : 0), 0);
          expect([qty_shipped, qty_invoiced]).toEqual([count(order.shipments), count(order.invoices)]);
          expect(Math.max(qty_shipped, qty_invoiced)).toBeLessThanOrEqual(qty_ordered);
        }
        const done = order.items.every(
          (row) => row.qty_shipped === row.qty_ordered && row.qty_invoiced === row.qty_ordered,
        );
        expect(order.state === 'complete').toBe(done);
      }),
    );
  });
});
