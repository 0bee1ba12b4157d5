import { createRunBulk, magentoStatus, product } from './run-bulk.fixture';
import { describeTopologies } from './topologies.fixture';
import { useInstance } from './use-instance.fixture';

const SAVED = 'Service execution success Magento\\Catalog\\Model\\ProductRepository\\Interceptor::save';

describeTopologies('the status of a bulk', ({ start }) => {
  const { client } = useInstance(start);
  const run = createRunBulk(client);

  let uuid: string;
  beforeAll(async () => {
    const items = [product('seen-1'), { product: { sku: 'x'.repeat(1025) } }, product('seen-2')];
    const done = await run('POST', items);
    uuid = done.receipt.bulk_uuid;
    expect(done.receipt.errors).toBe(true);
    expect(done.receipt.request_items[1]).toMatchObject({
      data_hash: null,
      status: 'rejected',
      error_code: 0,
    });
  });

  it('/status, keys in order', async () => {
    const status = await magentoStatus(client, uuid, 'status');
    expect(Object.keys(status)).toEqual([
      'operations_list',
      'user_type',
      'bulk_id',
      'description',
      'start_time',
      'user_id',
      'operation_count',
    ]);
    expect(status).toMatchObject({
      user_type: 1,
      bulk_id: uuid,
      description: 'Topic async.magento.catalog.api.productrepositoryinterface.save.post',
      user_id: 0,
      operation_count: 3,
    });
    expect(status['start_time']).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
    expect(status.operations_list).toEqual([
      { id: 0, status: 1, result_message: SAVED, error_code: null },
      { id: 1, status: 5, result_message: expect.stringContaining('1024 bytes'), error_code: 0 },
      { id: 2, status: 1, result_message: SAVED, error_code: null },
    ]);
  });

  it('/detailed-status, keys in order, the result as JSON text', async () => {
    const { operations_list: operations } = await magentoStatus(client, uuid, 'detailed-status');
    expect(Object.keys(operations[0] ?? {})).toEqual([
      'id',
      'bulk_uuid',
      'topic_name',
      'serialized_data',
      'result_serialized_data',
      'status',
      'result_message',
      'error_code',
    ]);
    const read = await client.readProduct('seen-1');
    expect(JSON.parse(String(operations[0]?.['result_serialized_data']))).toMatchObject({
      id: read?.['id'],
    });
    expect(operations[0]?.['serialized_data']).toBeNull();
  });

  it('/detailed-status keeps the payload of what failed', async () => {
    const { receipt } = await run('DELETE', [{ sku: 'Gone/1' }], 'all');
    const { operations_list: operations } = await magentoStatus(client, receipt.bulk_uuid, 'detailed-status');
    const data = JSON.parse(String(operations[0]?.['serialized_data'])) as Record<string, unknown>;
    expect(data).toEqual({
      entity_id: null,
      entity_link: '',
      meta_information: '{"sku":"Gone/1"}',
      store_id: '0',
    });
  });

  it.each([
    ['1', '2'],
    ['4', '0'],
    ['5', '1'],
    ['9', '0'],
  ])('/operation-status/%s is %s', async (wanted, count) => {
    const answer = await client.send({ path: `/rest/V1/bulk/${uuid}/operation-status/${wanted}` });
    expect([answer.status, answer.text]).toEqual([200, count]);
  });

  it('an unknown bulk', async () => {
    const unknown = '00000000-0000-4000-8000-000000000000';
    const answer = await client.send({ path: `/rest/V1/bulk/${unknown}/status` });
    expect([answer.status, answer.json]).toEqual([
      404,
      { message: 'Bulk uuid %bulkUuid not exist', parameters: { bulkUuid: unknown } },
    ]);
    expect((await client.send({ path: `/bulks/${unknown}` })).status).toBe(404);
  });

  it('natively: status, operations by page and by state, the list', async () => {
    const status = await client.status(uuid);
    expect(status?.counts).toEqual({
      accepted: 2,
      open: 0,
      succeeded: 2,
      unchanged: 0,
      failed: 0,
      canceled: 0,
      rejected: 1,
    });
    const page = (await client.send({ path: `/bulks/${uuid}/operations?limit=2` })).json as {
      items: { id: number }[];
      next_cursor: string;
    };
    expect(page.items.map(({ id }) => id)).toEqual([0, 1]);
    const rest = await client.send({
      path: `/bulks/${uuid}/operations?limit=2&cursor=${page.next_cursor}`,
    });
    expect(rest.json).toMatchObject({
      items: [{ id: 2, key: 'seen-2', state: 'succeeded', attempt: 1, error: null }],
      next_cursor: null,
    });
    expect((await client.operations(uuid, 'rejected')).map(({ id }) => id)).toEqual([1]);
    expect((await client.bulks()).map((bulk) => bulk.bulk_uuid)).toContain(uuid);
  });

  it('natively: problems', async () => {
    const answer = await client.send({ path: `/bulks/${uuid}/operations?limit=0` });
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(answer.json).toMatchObject({ status: 400, parameter: 'limit' });
    expect((await client.send({ path: '/bulks/not-a-uuid' })).status).toBe(404);
    expect((await client.send({ path: '/bulks?cursor=xx' })).status).toBe(400);
  });

  it('an empty bulk is finished at once', async () => {
    const receipt = await client.sendBulk('POST', []);
    expect(receipt).toMatchObject({ request_items: [], errors: false });
    expect(await client.status(receipt.bulk_uuid)).toMatchObject({
      state: 'finished',
      counts: { accepted: 0 },
    });
  });

  it('a bulk of several chunks', async () => {
    const items = Array.from({ length: 2_500 }, (_, index) => product(`many-${String(index)}`));
    const { status, receipt } = await run('POST', items);
    expect(status.counts).toMatchObject({ accepted: 2_500, succeeded: 2_500 });
    expect(await client.operations(receipt.bulk_uuid)).toHaveLength(2_500);
  });
});
