import type { Receipt } from './harness/client';
import { ADDRESS_ROWS, BODY_ROWS, BULK, HEADER_ROWS } from './http-table.fixture';
import { describeTopologies } from './topologies.fixture';
import { useInstance } from './use-instance.fixture';

const MIB = 1024 * 1024;
const JSON_TYPE = { 'content-type': 'application/json' };

describeTopologies('bad input', ({ start }) => {
  const { client } = useInstance(start);

  const post = (body: string) =>
    client.send({ method: 'POST', path: BULK, headers: JSON_TYPE, body, timeoutMs: 60_000 });

  it.each([...ADDRESS_ROWS, ...HEADER_ROWS, ...BODY_ROWS])('%s', async (...[, call, status, body]) => {
    const answer = await client.send(call);
    expect({ status: answer.status, body: answer.json }).toEqual({ status, body });
    expect(answer.headers['content-type']).toMatch(/^application\/json/);
  });

  it('a refused bulk leaves nothing: no bulk, no product', async () => {
    const before = (await client.bulks()).length;
    expect((await post('[{"product":{"sku":"refused"}},{}]')).status).toBe(400);
    expect(await client.bulks()).toHaveLength(before);
    expect(await client.readProduct('refused')).toBeUndefined();
  });

  it.each([
    ['an empty list', '[]'],
    ['an empty object', '{}'],
    ['an empty body', ''],
  ])('%s is an empty bulk, no error', async (_name, body) => {
    const answer = await post(body);
    expect([answer.status, (answer.json as Receipt).request_items]).toEqual([202, []]);
  });

  it('an object of items is read by its values', async () => {
    const answer = await post('{"a":{"product":{"sku":"object-a"}},"b":{"product":{"sku":"object-b"}}}');
    expect(answer.status).toBe(202);
    await client.untilFinished((answer.json as Receipt).bulk_uuid);
    expect(await client.readProduct('object-b')).toMatchObject({ sku: 'object-b' });
  });

  it('a body over the limit is 413, announced or not', async () => {
    const filler = Buffer.alloc(32 * MIB + 1, ' ');
    const announced = await client.send({ method: 'POST', path: BULK, headers: JSON_TYPE, body: filler });
    expect(announced.status).toBe(413);
    const chunked = { ...JSON_TYPE, 'transfer-encoding': 'chunked' };
    expect((await client.send({ method: 'POST', path: BULK, headers: chunked, body: filler })).status).toBe(
      413,
    );
    expect((await client.send({ path: '/livez' })).status).toBe(200);
  });

  it('a list of 100,000 items is answered, and applied', async () => {
    const item = (index: number): string => `{"product":{"sku":"list-${String(index % 1000)}"}}`;
    const answer = await post(`[${Array.from({ length: 100_000 }, (_, index) => item(index)).join()}]`);
    expect(answer.status).toBe(202);
    const { bulk_uuid: uuid, request_items: items } = answer.json as Receipt;
    expect(items).toHaveLength(100_000);
    const { counts } = await client.untilFinished(uuid, 100_000);
    expect(counts).toMatchObject({ accepted: 100_000, succeeded: 1_000, unchanged: 99_000 });
  });

  it('a list of 100,000 scalars is refused', async () => {
    expect((await post(`[${'0,'.repeat(99_999)}0]`)).status).toBe(400);
  });

  it('an item over 1 MiB is rejected, its neighbours are applied', async () => {
    const named = (sku: string, name: string) => ({ product: { sku, name } });
    const items = [named('beside-1', 'a'), named('too-large', 'x'.repeat(MIB)), named('beside-2', 'b')];
    const receipt = await client.sendBulk('POST', items);
    expect(receipt.errors).toBe(true);
    expect(receipt.request_items.map(({ status }) => status)).toEqual(['accepted', 'rejected', 'accepted']);
    expect(receipt.request_items[1]).toMatchObject({ id: 1, data_hash: null, error_code: 0 });
    const { counts } = await client.untilFinished(receipt.bulk_uuid);
    expect(counts).toMatchObject({ accepted: 2, succeeded: 2, rejected: 1 });
    expect(await client.readProduct('too-large')).toBeUndefined();
    expect(await client.readProduct('beside-2')).toMatchObject({ name: 'b' });
    const answer = await client.send({ path: `/rest/V1/bulk/${receipt.bulk_uuid}/status` });
    expect(answer.json).toMatchObject({
      operation_count: 3,
      operations_list: [{ status: 1 }, { status: 5 }, { status: 1 }],
    });
  });

  it('items of just under 1 MiB, many on one key, all arrive', async () => {
    const name = (index: number): string => `${String(index)} ${'y'.repeat(MIB - 2_000)}`;
    const items = Array.from({ length: 6 }, (_, index) => ({ product: { sku: 'large', name: name(index) } }));
    const receipt = await client.sendBulk('POST', items, 'all');
    expect((await client.untilFinished(receipt.bulk_uuid)).counts).toMatchObject({
      accepted: 6,
      succeeded: 6,
    });
    expect((await client.readProduct('large', 'all'))?.['name']).toBe(name(5));
  });

  const AWKWARD = [
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    '$where',
    '$gt',
    'a.b',
    '$set.x',
    '.',
    '',
    "'",
    '😀',
    'q"q',
  ];

  it('awkward keys are stored as data and read back', async () => {
    const entries = AWKWARD.map(
      (key, index) => `${JSON.stringify(key)}:{"$inc":{"price":${String(index)}},"__proto__":{"x":1}}`,
    );
    const attributes = AWKWARD.map(
      (key) =>
        `{"attribute_code":${JSON.stringify(key || 'x')},"value":{"__proto__":{"polluted":true},"$ne":null}}`,
    );
    const body = `[{"product":{"sku":"awkward","name":"n",${entries.join()},"custom_attributes":[${attributes.join()}]}}]`;
    const answer = await post(body);
    expect(answer.status).toBe(202);
    const status = await client.untilFinished((answer.json as Receipt).bulk_uuid);
    expect(status.counts).toMatchObject({ succeeded: 1 });
    const { text } = await client.send({ path: '/rest/V1/products/awkward' });
    for (const piece of [...entries, ...attributes]) expect(text).toContain(piece);
    const again = await post(body);
    expect((await client.untilFinished((again.json as Receipt).bulk_uuid)).counts).toMatchObject({
      unchanged: 1,
    });
  });

  it.each(
    [
      '__proto__',
      'constructor',
      '$where',
      'a.b.c',
      'o\'neill"',
      '😀-sku',
      'with space',
      'slash/and%25',
      '..',
      'İstanbul',
      `long${'x'.repeat(1020)}`,
      '\u0000nul',
    ].map((sku) => [JSON.stringify(sku).slice(0, 30), sku] as const),
  )('a sku that looks like something else: %s', async (_name, sku) => {
    const receipt = await client.sendBulk('POST', [{ product: { sku, name: 'kept' } }]);
    expect((await client.untilFinished(receipt.bulk_uuid)).counts).toMatchObject({ succeeded: 1 });
    expect(await client.readProduct(sku)).toMatchObject({ sku, name: 'kept' });
    const deleted = await client.sendBulk('DELETE', [{ sku }]);
    expect((await client.untilFinished(deleted.bulk_uuid)).counts).toMatchObject({ succeeded: 1 });
  });

  it.each([
    '/bulks?__proto__=1',
    '/bulks?state[$ne]=x',
    '/bulks?cursor=%7B%7D',
    '/bulks/%24where',
    '/bulks/__proto__/operations',
  ])('query keys and ids are never interpreted: %s', async (path) => {
    expect([400, 404]).toContain((await client.send({ path })).status);
  });

  it('is as alive as before', async () => {
    const receipt = await client.sendBulk('POST', [{ product: { sku: 'after-all', name: 'fine' } }]);
    expect((await client.untilFinished(receipt.bulk_uuid)).counts).toMatchObject({ succeeded: 1 });
  });
});
