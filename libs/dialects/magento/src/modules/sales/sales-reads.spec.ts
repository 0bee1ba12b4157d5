import type { EntityReader, EntityRecord } from '../../entities/entity-reader';
import { RestError } from '../../http/rest-error';
import type { ReadContext } from '../module';
import type { RestCall } from '../../rest-call';
import { contentModule } from '../content';
import { salesModule } from './index';

const line = { entity_id: 61, order_item_id: 1, sku: 'A', name: 'Bag', price: 10, qty: 2 };
const part = { created_at: 'now', items: [line], total_qty: 2, comments: [], notify: false, arguments: null };
const shipment = (entity_id: number) => ({
  ...part,
  entity_id,
  tracks: [{ entity_id: 62, track_number: 'T' }],
  packages: [],
});
const order = {
  increment_id: '000000009',
  state: 'new',
  status: 'pending',
  grand_total: 20,
  items: [{ item_id: 1, sku: 'A', qty_ordered: 2, qty_shipped: 0, attributes: { gift: 1, sku: 'hidden' } }],
  comments: [{ entity_id: 63, comment: 'hi', created_at: 'now', status: 'pending' }],
  shipments: [shipment(60), shipment(64)],
  invoices: [],
  attributes: {
    payment: { method: 'checkmo' },
    state: 'hidden',
    ...(JSON.parse('{"__proto__":1}') as object),
  },
};
const coupon = (coupon_id: number, code: string) => ({ coupon_id, code, created_at: 'now' });
const cart = {
  created_at: 'now',
  updated_at: 'now',
  is_active: true,
  store_id: 1,
  items: [],
  coupon_code: 'SAVE',
  order_id: null,
};

const STORED: Record<string, Record<string, unknown>> = {
  order: { '9': order, '10': { ...order, shipments: [shipment(65)] } },
  cart: { '5': cart, '6': { ...cart, is_active: false, order_id: 9 } },
  sales_rule: {
    '3': { name: 'r', uses_per_coupon: 1, coupons: [coupon(1, 'AA'), coupon(2, 'BB')], attributes: {} },
    '4': { name: 's', coupons: [coupon(3, 'CC')], attributes: {} },
  },
  cms_page: { '7': { identifier: 'home', title: 'Home', active: true, attributes: { own: 1 } } },
  cms_block: {},
};
const REFS: Record<string, string> = {
  'shipment:60': '9',
  'shipment:64': '9',
  'shipment:65': '10',
  'coupon:cc': '4',
};

const recordOf = (entity: string, key: string): EntityRecord[] => {
  const document = STORED[entity]?.[key];
  return document === undefined ? [] : [{ key, id: Number(key), document }];
};
const many = (entity: string, keys: readonly string[]) =>
  Promise.resolve(keys.flatMap((key) => recordOf(entity, key)));
const entities: EntityReader = {
  many,
  one: async (entity, key) => (await many(entity, [key]))[0] ?? null,
  byRef: async (entity, ref) => (await many(entity, [REFS[ref] ?? '']))[0] ?? null,
  all: async function* (entity) {
    yield await many(entity, Object.keys(STORED[entity] ?? {}));
  },
};
const clock = { now: () => 0, delay: () => new Promise<void>(() => undefined) };
const context = { entities, options: { clock, requestTimeoutMs: 1000 } } as unknown as ReadContext;

const reads = [...salesModule.reads, ...contentModule.reads];

/** What the row answers; a refusal as status and text. */
async function read(path: string, params: Record<string, string> = {}, query = ''): Promise<unknown> {
  const row = reads.find((candidate) => candidate.path === path);
  if (row === undefined) throw new Error(`no ${path}`);
  try {
    return await row.answer(context, { query } as RestCall, params);
  } catch (error) {
    if (error instanceof RestError) return [error.status, error.body.message];
    throw error;
  }
}

const where = (field: string, value: string): string =>
  new URLSearchParams({
    'searchCriteria[filter_groups][0][filters][0][field]': field,
    'searchCriteria[filter_groups][0][filters][0][value]': value,
  }).toString();

const ids = async (path: string, name: string, query = 'searchCriteria='): Promise<unknown[]> => {
  const answer = await read(path, {}, query);
  if (Array.isArray(answer)) throw new Error(answer.join(' '));
  const { items } = answer as { items: Record<string, unknown>[] };
  return items.map((item) => item[name]);
};

describe('reading sales and content back', () => {
  it.each([
    ['/carts/:cartId', { cartId: '8' }, [404, 'No such entity with cartId = 8']],
    ['/carts/:cartId/items', { cartId: '6' }, [404, 'No such entity with cartId = 6']],
    [
      '/carts/:cartId',
      { cartId: 'mine' },
      [400, 'The "mine" value\'s type is invalid. The "int" type was expected. Verify and try again.'],
    ],
    [
      '/orders/:id',
      { id: '8' },
      [404, "The entity that was requested doesn't exist. Verify the entity and try again."],
    ],
    [
      '/shipment/:id',
      { id: '8' },
      [404, "The entity that was requested doesn't exist. Verify the entity and try again."],
    ],
    ['/salesRules/:ruleId', { ruleId: '8' }, [404, 'No such entity.']],
    ['/cmsPage/:pageId', { pageId: '8' }, [404, 'The CMS page with the "8" ID doesn\'t exist.']],
    ['/cmsBlock/:blockId', { blockId: '8' }, [404, 'The CMS block with the "8" ID doesn\'t exist.']],
  ])('%s of %j is refused', async (path, params, expected) => {
    expect(await read(path, params)).toEqual(expected);
  });

  it('shows an order with what was kept of it, and nothing of that instead of its own', async () => {
    const shown = await read('/orders/:id', { id: '9' });
    expect(shown).toMatchObject({
      entity_id: 9,
      state: 'new',
      items: [{ order_id: 9, item_id: 1, sku: 'A', gift: 1 }],
      status_histories: [{ entity_id: 63, entity_name: 'order', parent_id: 9, comment: 'hi' }],
      payment: { method: 'checkmo' },
    });
    expect(JSON.stringify(shown)).toContain('"__proto__":1');
    expect(shown).not.toHaveProperty('attributes');
    expect(await read('/orders/:id/comments', { id: '9' })).toMatchObject({ total_count: 1 });
  });

  it('finds shipments across orders, by themselves and by their order', async () => {
    expect(await read('/shipments/:id', { id: '64' })).toMatchObject({
      entity_id: 64,
      order_id: 9,
      tracks: [{ parent_id: 64 }],
    });
    expect(await ids('/shipments', 'entity_id')).toEqual([60, 64, 65]);
    expect(await ids('/shipments', 'entity_id', where('order_id', '9'))).toEqual([60, 64]);
    expect(await ids('/shipments', 'entity_id', where('entity_id', '65'))).toEqual([65]);
    expect(await ids('/shipments', 'entity_id', where('total_qty', '3'))).toEqual([]);
  });

  it('finds coupons across rules', async () => {
    expect(await ids('/coupons/search', 'code')).toEqual(['AA', 'BB', 'CC']);
    expect(await ids('/coupons/search', 'code', where('rule_id', '3'))).toEqual(['AA', 'BB']);
    expect(await ids('/coupons/search', 'coupon_id', where('code', 'CC'))).toEqual([3]);
    expect(await read('/coupons/search', {}, where('__proto__', '1'))).toEqual([400, expect.any(String)]);
  });

  it('shows carts, rules and pages', async () => {
    expect(await read('/carts/:cartId', { cartId: '6' })).toMatchObject({
      id: 6,
      is_active: false,
      reserved_order_id: '000000009',
    });
    expect(await read('/carts/:cartId/coupons', { cartId: '5' })).toBe('SAVE');
    expect(await read('/salesRules/:ruleId', { ruleId: '4' })).toEqual({ rule_id: 4, name: 's' });
    expect(await read('/cmsPage/:pageId', { pageId: '7' })).toEqual({
      id: 7,
      identifier: 'home',
      title: 'Home',
      active: true,
      own: 1,
    });
    expect(await ids('/cmsPage/search', 'id', where('page_id', '7'))).toEqual([7]);
    expect(await ids('/cmsPage/search', 'id', where('is_active', '1'))).toEqual([7]);
  });
});
