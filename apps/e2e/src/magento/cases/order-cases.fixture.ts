import { expectRead } from '../magento-api.fixture';
import { bareId, idIn, makeOrder, makeRule, ruleOf } from '../make-entities.fixture';
import { NO_ID, failed, notFound, wrongType, type RouteCase } from '../route-case.fixture';

const NO_ENTITY = notFound("The entity that was requested doesn't exist. Verify the entity and try again.");

const RULE_CASES: readonly RouteCase[] = [
  {
    route: 'POST /salesRules',
    good: ({ api, name }) => ({
      item: { rule: ruleOf(name) },
      check: async (result) => {
        const rule_id = idIn(result, 'rule_id');
        await expectRead(api, `/salesRules/${String(rule_id)}`, { rule_id, name, discount_amount: 10 });
      },
    }),
    bad: ({ name }) => ({
      item: { rule: { ...ruleOf(name), discount_amount: 'lots' } },
      verdict: wrongType('discount_amount', 'lots', 'float'),
    }),
  },
  {
    route: 'POST /coupons/generate',
    good: async ({ api, name }) => {
      const rule_id = await makeRule(api, name);
      return {
        item: { couponSpec: { rule_id, quantity: 3, length: 12, format: 'alphanum' } },
        check: async (result) => {
          expect(result).toHaveLength(3);
          for (const code of result as unknown[]) expect(code).toMatch(/^[A-Z0-9]{12}$/);
        },
      };
    },
    bad: () => ({
      item: { couponSpec: { rule_id: NO_ID, quantity: 1, length: 12, format: 'alphanum' } },
      verdict: failed(
        `Error occurred when generating coupons: No such entity with rule_id = ${String(NO_ID)}`,
      ),
    }),
  },
];

/** What is done with orders, and the rules they may profit from. */
export const ORDER_AND_RULE_CASES: readonly RouteCase[] = [
  {
    route: 'POST /order/:orderId/ship',
    good: async ({ api, name }) => {
      const { order, item } = await makeOrder(api, name);
      const track = { track_number: '1Z999', title: 'UPS', carrier_code: 'ups' };
      return {
        path: { orderId: String(order) },
        item: {
          orderId: order,
          items: [{ order_item_id: item, qty: 1 }],
          notify: false,
          comment: { comment: 'On its way', is_visible_on_front: 0 },
          appendComment: true,
          tracks: [track],
        },
        check: async (result) => {
          bareId(result);
          await expectRead(api, `/orders/${String(order)}`, { items: [{ item_id: item, qty_shipped: 1 }] });
        },
      };
    },
    bad: () => ({ path: { orderId: String(NO_ID) }, item: { orderId: NO_ID }, verdict: NO_ENTITY }),
  },
  {
    route: 'POST /order/:orderId/invoice',
    good: async ({ api, name }) => {
      const { order, item } = await makeOrder(api, name);
      return {
        path: { orderId: String(order) },
        item: { orderId: order, capture: true, notify: false },
        check: async (result) => {
          bareId(result);
          await expectRead(api, `/orders/${String(order)}`, { items: [{ item_id: item, qty_invoiced: 2 }] });
        },
      };
    },
    bad: () => ({ path: { orderId: String(NO_ID) }, item: { orderId: NO_ID }, verdict: NO_ENTITY }),
  },
  {
    route: 'POST /orders/:id/comments',
    good: async ({ api, name }) => {
      const { order } = await makeOrder(api, name);
      const statusHistory = {
        comment: 'Called the customer',
        status: 'pending',
        is_customer_notified: 0,
        is_visible_on_front: 0,
      };
      return {
        path: { id: String(order) },
        item: { id: order, statusHistory },
        check: async (result) => {
          expect(result).toBe(true);
          const { status_histories: comments } = (await api.read(`/orders/${String(order)}`)).json as {
            status_histories: unknown;
          };
          expect(comments).toContainEqual(expect.objectContaining({ comment: 'Called the customer' }));
        },
      };
    },
    bad: () => ({
      path: { id: String(NO_ID) },
      item: { id: NO_ID, statusHistory: { comment: 'x', is_customer_notified: 0, is_visible_on_front: 0 } },
      verdict: NO_ENTITY,
    }),
  },
  ...RULE_CASES,
];
