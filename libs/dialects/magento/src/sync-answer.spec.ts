import { ItemState, ZERO_COUNTS, type BulkChunk, type ItemError } from '@sluice/schemas';
import { EMPTY_LEDGER } from '@sluice/schemas';
import { UUID, startRestApp, type RestApp } from './rest-app.fixture';

/** The chunk of a bulk of one item that ended so. */
const chunk = (
  state: ItemState,
  more: { result?: string; error?: Omit<ItemError, 'position'> } = {},
): BulkChunk => ({
  bulkUuid: UUID,
  index: 0,
  revision: 2,
  implicit: false,
  states: Uint8Array.of(state),
  keys: ['a'],
  results: [more.result ?? null],
  errors: more.error === undefined ? [] : [{ position: 0, ...more.error }],
  attempts: [],
  rowsFailed: [],
  parts: [],
  counts: ZERO_COUNTS,
  failedRetriable: 0,
  pending: 0,
  finishedAt: 1,
});

const PATH = '/rest/V1/products';
const BODY = { product: { sku: 'A', name: 'one' } };
const DOCUMENT = {
  sku: 'A',
  type_id: 'simple',
  attribute_set_id: 4,
  created_at: '2026-01-31 16:07:53',
  updated_at: '2026-01-31 16:07:53',
  global: { name: 'one', status: 1, visibility: 4, custom_attributes: [] },
  stores: [],
  attributes: {},
};

describe('the synchronous form', () => {
  let app: RestApp;
  beforeEach(async () => {
    app = await startRestApp();
  });
  afterEach(() => app.close());

  it('waits for the operation and answers the entity as it is read back', async () => {
    const waited: string[] = [];
    app.behind.finished = (uuid) => {
      waited.push(uuid);
      return Promise.resolve(chunk(ItemState.succeeded, { result: '{"id":7,"sku":"A"}' }));
    };
    app.behind.read = (collection) => {
      const row = { key: 'a', revision: 1, id: 7, document: DOCUMENT, ledger: EMPTY_LEDGER };
      return Promise.resolve(new Map(collection === 'products' ? [['a', row]] : []));
    };
    const answer = await app.post(PATH, BODY);
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({ id: 7, sku: 'A', name: 'one' });
    expect(waited).toEqual([UUID]);
  });

  it('answers a result as it is, unchanged ones too', async () => {
    app.behind.finished = () => Promise.resolve(chunk(ItemState.unchanged, { result: 'true' }));
    const answer = await app.send({ method: 'DELETE', path: `${PATH}/A` });
    expect([answer.status, answer.text]).toEqual([200, 'true']);
  });

  it.each([
    ['{"id":5,"batch":"bb"}', ['B1', 'B2']],
    ['["A1"]', ['A1']],
  ])('answers generated codes whole, also where the outcome is %s', async (result, codes) => {
    app.behind.finished = () => Promise.resolve(chunk(ItemState.succeeded, { result }));
    const coupon = (code: string, batch?: string): object => ({ coupon_id: 1, code, batch });
    const coupons = [coupon('OLD'), coupon('A1', 'aa'), coupon('B1', 'bb'), coupon('B2', 'bb')];
    const row = { key: '5', revision: 1, id: 5, document: { coupons }, ledger: EMPTY_LEDGER };
    app.behind.read = () => Promise.resolve(new Map([['5', row]]));
    const answer = await app.post('/rest/V1/coupons/generate', { couponSpec: { rule_id: 5, quantity: 2 } });
    expect([answer.status, answer.json]).toEqual([200, codes]);
  });

  it.each([
    [{ class: 'final', code: 'not_found', message: 'No such thing.' }, 404, 'No such thing.'],
    [{ class: 'final', code: 'invalid', message: 'Not so.' }, 400, 'Not so.'],
    [
      { class: 'retriable', code: 'away', message: 'internal' },
      503,
      'Something went wrong while processing the request.',
    ],
  ] as const)('answers a failure %j with its status', async (error, status, message) => {
    app.behind.finished = () => Promise.resolve(chunk(ItemState.failedFinal, { error }));
    const answer = await app.post(PATH, BODY);
    expect([answer.status, answer.json]).toEqual([status, { message }]);
  });

  it('answers 400 where the item was rejected at the door', async () => {
    const answer = await app.post(PATH, { product: { sku: 'x'.repeat(1025) } });
    expect([answer.status, answer.json]).toEqual([400, { message: 'The sku is longer than 1024 bytes.' }]);
  });

  it('falls back to the answer of the asynchronous form when the deadline comes first', async () => {
    app.behind.finished = () => new Promise(() => undefined);
    const delays: number[] = [];
    app.behind.clock = {
      now: () => 0,
      // Accepting is quick; only what waits for the operation sees the deadline.
      delay: (ms) => (delays.push(ms) < 2 ? new Promise(() => undefined) : Promise.resolve()),
    };
    const answer = await app.post(PATH, BODY);
    expect(answer.status).toBe(202);
    expect(answer.json).toMatchObject({ bulk_uuid: UUID, errors: false });
  });
});
