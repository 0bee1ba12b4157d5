import { PortError } from '@sluice/ports';
import type { BulkQueries, OperationQuery, OperationView } from '@sluice/tracking';
import { SAVE_POST, bulkStatus, failure, operation } from './bulk.fixture';
import { UUID, startRestApp, type RestApp } from './rest-app.fixture';

const SUCCESS = 'Service execution success Magento\\Catalog\\Model\\ProductRepository\\Interceptor::save';
const ENVELOPE =
  `"user_type":1,"bulk_id":"${UUID}","description":"Topic ${SAVE_POST}",` +
  '"start_time":"2026-01-31 16:07:53","user_id":0';

const MIXED: readonly OperationView[] = [
  operation(0, { result: '{"id":7}' }),
  operation(1, { state: 'unchanged' }),
  failure(2, 'retriable', 'The store was away.'),
  failure(3, 'final', 'No.'),
  operation(4, { state: 'canceled' }),
  operation(5, { state: 'open' }),
  operation(6, { state: 'rejected', error: { class: 'final', code: 'too_large', message: 'Too large.' } }),
];

const COUNTS = { succeeded: 1, unchanged: 1, failed: 2, canceled: 1, open: 1, rejected: 1 };

/** Pages over a list as tracking does. */
const paged =
  (operations: readonly OperationView[], log: OperationQuery[] = []) =>
  (_uuid: string, query: OperationQuery): Promise<{ items: OperationView[]; next: number | null }> => {
    log.push(query);
    const wanted = operations.filter((o) => query.state === undefined || o.state === query.state);
    const rest = wanted.filter(({ id }) => id >= (query.from ?? 0));
    const next = rest[query.limit]?.id ?? null;
    return Promise.resolve({ items: rest.slice(0, query.limit), next });
  };

const withBulk = (operations: readonly OperationView[], counts = {}, header = {}): Partial<BulkQueries> => ({
  status: (uuid) => Promise.resolve(uuid === UUID ? bulkStatus(counts, header) : null),
  operations: paged(operations),
});

describe('status of a bulk', () => {
  let app: RestApp;
  const path = (view: string, uuid = UUID): string => `/rest/V1/bulk/${uuid}/${view}`;
  beforeEach(async () => {
    app = await startRestApp();
  });
  afterEach(() => app.close());

  it('has the shape and the key order of the contract', async () => {
    app.behind.queries = withBulk(MIXED, COUNTS);
    const answer = await app.send({ path: path('status') });
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toMatch(/^application\/json/);
    const success = JSON.stringify(SUCCESS);
    expect(answer.text).toBe(
      `{"operations_list":[{"id":0,"status":1,"result_message":${success},"error_code":null},` +
        `{"id":1,"status":1,"result_message":${success},"error_code":null},` +
        '{"id":2,"status":2,"result_message":"The store was away.","error_code":0},' +
        '{"id":3,"status":3,"result_message":"No.","error_code":0},' +
        '{"id":4,"status":3,"result_message":"Canceled","error_code":0},' +
        '{"id":5,"status":4,"result_message":null,"error_code":null},' +
        `{"id":6,"status":5,"result_message":"Too large.","error_code":0}],${ENVELOPE},"operation_count":7}`,
    );
  });

  it('names the method that a delete calls, and no class for a foreign call', async () => {
    const description = 'async.magento.catalog.api.productrepositoryinterface.deletebyid.delete';
    app.behind.queries = withBulk([operation(0)], { succeeded: 1 }, { description });
    expect((await app.send({ path: path('status') })).text).toContain('Interceptor::deleteById"');
    app.behind.queries = withBulk([operation(0)], { succeeded: 1 }, { description: '' });
    const { text } = await app.send({ path: path('status') });
    expect(text).toContain('"result_message":"Service execution success"');
    expect(text).toContain('"description":"Topic sluice.operations.products"');
  });

  it('adds the data of failed operations where details are asked for', async () => {
    const product = { sku: 'A', attributes: { z: 1 }, custom_attributes: [] };
    const message = { entity: 'product', action: 'upsert', scope: 'french', payload: product };
    const asked: (readonly number[])[] = [];
    app.behind.queries = {
      ...withBulk(MIXED, COUNTS),
      failedMessages: (_uuid, ids) => {
        asked.push(ids);
        return Promise.resolve(
          new Map<number, readonly unknown[]>([
            [2, [message]],
            [3, [{ entity: 'product', action: 'delete', scope: 'all', payload: { sku: 'A' } }]],
          ]),
        );
      },
    };
    const answer = await app.send({ path: path('detailed-status') });
    const list = (answer.json as { operations_list: Record<string, unknown>[] }).operations_list;
    expect(Object.keys(list[0] ?? {})).toEqual([
      'id',
      'bulk_uuid',
      'topic_name',
      'serialized_data',
      'result_serialized_data',
      'status',
      'result_message',
      'error_code',
    ]);
    expect(list[0]).toMatchObject({
      bulk_uuid: UUID,
      topic_name: SAVE_POST,
      result_serialized_data: '{"id":7}',
    });
    expect(list.map((item) => item.serialized_data)).toEqual([
      null,
      null,
      '{"entity_id":null,"entity_link":"","meta_information":' +
        '"{\\"product\\":{\\"sku\\":\\"A\\",\\"z\\":1,\\"custom_attributes\\":[]}}","store_id":"2"}',
      '{"entity_id":null,"entity_link":"","meta_information":"{\\"sku\\":\\"A\\"}","store_id":"0"}',
      null,
      null,
      null,
    ]);
    expect(asked).toEqual([[2, 3]]);
    expect(answer.text.endsWith(`],${ENVELOPE},"operation_count":7}`)).toBe(true);
  });

  it.each(['status', 'detailed-status'])('%s of an empty bulk', async (view) => {
    app.behind.queries = withBulk([]);
    expect((await app.send({ path: path(view) })).text).toBe(
      `{"operations_list":[],${ENVELOPE},"operation_count":0}`,
    );
  });

  it.each(['status', 'detailed-status'])('%s of an unknown bulk is 404', async (view) => {
    const answer = await app.send({ path: path(view, 'nonsense') });
    expect([answer.status, answer.text]).toEqual([
      404,
      '{"message":"Bulk uuid %bulkUuid not exist","parameters":{"bulkUuid":"nonsense"}}',
    ]);
  });

  it('counts what was seen of an implicit bulk', async () => {
    const header = { implicit: true, size: 0 };
    app.behind.queries = withBulk([operation(0), operation(4)], { succeeded: 2, rejected: 1 }, header);
    expect((await app.send({ path: path('status') })).json).toMatchObject({ operation_count: 3 });
  });

  it.each([1, 2, 3, 4, 5, 6, 0, -1])('operation-status %d agrees with the list', async (wanted) => {
    app.behind.queries = withBulk(MIXED, COUNTS);
    const { json } = await app.send({ path: path('status') });
    const list = (json as { operations_list: { status: number }[] }).operations_list;
    const answer = await app.send({ path: path(`operation-status/${wanted}`) });
    expect([answer.status, answer.text]).toEqual([200, `${list.filter((o) => o.status === wanted).length}`]);
  });

  it('operation-status: 0 for an unknown bulk, 400 for what is no number', async () => {
    const unknown = await app.send({ path: path('operation-status/4', 'nonsense') });
    expect([unknown.status, unknown.text]).toEqual([200, '0']);
    const invalid = await app.send({ path: path('operation-status/abc') });
    expect([invalid.status, invalid.json]).toEqual([
      400,
      { message: 'The "abc" value\'s type is invalid. The "int" type was expected. Verify and try again.' },
    ]);
  });

  it('reads page by page', async () => {
    const log: OperationQuery[] = [];
    const many = Array.from({ length: 2500 }, (_, id) => failure(id, 'final', 'No.'));
    app.behind.queries = {
      ...withBulk(many, { failed: 2500 }),
      operations: paged(many, log),
      failedMessages: () => Promise.resolve(new Map()),
    };
    for (const view of ['status', 'detailed-status']) {
      const list = (await app.send({ path: path(view) })).json as { operations_list: { id: number }[] };
      expect(list.operations_list.map(({ id }) => id)).toEqual(many.map(({ id }) => id));
    }
    expect((await app.send({ path: path('operation-status/3') })).text).toBe('2500');
    expect(log.map(({ from, limit }) => [from, limit])).toEqual(
      [0, 1000, 2000, 0, 1000, 2000, 0, 1000, 2000].map((from) => [from, 1000]),
    );
  });

  it.each(['status', 'operations'] as const)(
    'answers 503 when %s fails before anything is sent',
    async (query) => {
      const away = (): Promise<never> => Promise.reject(new PortError('unavailable', 'away'));
      app.behind.queries = { ...withBulk(MIXED), [query]: away };
      const answer = await app.send({ path: path('status') });
      expect([answer.status, answer.headers['retry-after']]).toEqual([503, '5']);
    },
  );

  it('breaks off when a later page fails: half an answer must not pass for a whole one', async () => {
    const many = Array.from({ length: 1500 }, (_, id) => operation(id));
    const pages = paged(many);
    app.behind.queries = {
      ...withBulk(many),
      operations: (uuid, query) =>
        query.from === 0 ? pages(uuid, query) : Promise.reject(new PortError('unavailable', 'away')),
    };
    await expect(app.send({ path: path('status') })).rejects.toThrow();
  });
});
