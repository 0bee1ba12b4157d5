import { bulkPath, type Receipt } from './harness/client';
import { createRunBulk, magentoStatus, product } from './run-bulk.fixture';
import { describeTopologies } from './topologies.fixture';
import { useInstance } from './use-instance.fixture';

const NOT_FOUND = "The product that was requested doesn't exist. Verify the product and try again.";
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describeTopologies('the way of a bulk', ({ start }) => {
  const { client } = useInstance(start);

  const run = createRunBulk(client);

  it('answers 202 with a receipt an item, in the order and keys of the contract', async () => {
    const answer = await client.sendJson('POST', bulkPath('POST'), [
      product('receipt-1'),
      product('receipt-2'),
    ]);
    expect(answer.status).toBe(202);
    const { bulk_uuid: uuid, request_items: items } = answer.json as Receipt;
    expect(uuid).toMatch(UUID);
    const hash = (index: number): string | null | undefined => items[index]?.data_hash;
    expect(hash(0)).toMatch(/^[0-9a-f]{64}$/);
    expect(hash(1)).not.toBe(hash(0));
    const accepted = (id: number) =>
      `{"id":${String(id)},"data_hash":"${hash(id) ?? ''}","status":"accepted"}`;
    expect(answer.text).toBe(
      `{"bulk_uuid":"${uuid}","request_items":[${accepted(0)},${accepted(1)}],"errors":false}`,
    );
    await client.untilFinished(uuid);
  });

  it('creates, updates and leaves unchanged', async () => {
    const items = ['life-1', 'life-2'].map((sku) => product(sku));
    const created = await run('POST', items);
    expect(created.status).toMatchObject({
      state: 'finished',
      dialect: 'magento',
      entity: 'product',
      counts: { accepted: 2, open: 0, succeeded: 2, unchanged: 0, failed: 0, canceled: 0, rejected: 0 },
    });
    expect(created.status.items_per_s).toBeGreaterThan(0);
    const first = await client.readProduct('life-1');
    expect(first).toMatchObject({ sku: 'life-1', name: 'life-1', price: 10, type_id: 'simple' });
    expect(Number.isInteger(first?.['id'])).toBe(true);

    const again = await run('POST', items);
    expect(again.status.counts).toMatchObject({ succeeded: 0, unchanged: 2 });
    expect(again.receipt.request_items[0]?.data_hash).toBe(created.receipt.request_items[0]?.data_hash);
    expect(await client.readProduct('life-1')).toEqual(first);

    const updated = await run('PUT', [product('life-1', { price: 11 })], 'all');
    expect(updated.status.counts).toMatchObject({ succeeded: 1 });
    expect(await client.readProduct('life-1')).toMatchObject({ id: first?.['id'], price: 11 });
  });

  it('creates with PUT what is not there, and PATCH does what PUT does', async () => {
    await run('PUT', [product('put-new')], 'all');
    expect(await client.readProduct('put-new')).toMatchObject({ name: 'put-new' });
    await run('PATCH', [product('put-new', { name: 'patched' })], 'all');
    expect(await client.readProduct('put-new')).toMatchObject({ name: 'patched' });
  });

  it('takes skus in any case for one product, and keeps the first spelling', async () => {
    await run('POST', [product('Case-One', { name: 'a' })], 'all');
    await run('POST', [product('CASE-one', { name: 'b' })], 'all');
    expect(await client.readProduct('case-ONE')).toMatchObject({ sku: 'Case-One', name: 'b' });
    await run('DELETE', [{ sku: 'cASE-oNE' }]);
    expect(await client.readProduct('Case-One')).toBeUndefined();
  });

  it('applies operations on one key of one bulk in their order', async () => {
    const names = Array.from({ length: 50 }, (_, index) => `step ${String(index)}`);
    const { status } = await run(
      'POST',
      names.map((name) => product('ordered', { name })),
      'all',
    );
    expect(status.counts.succeeded).toBe(50);
    expect(await client.readProduct('ordered')).toMatchObject({ name: 'step 49' });
  });

  it('merges custom attributes by their code', async () => {
    const custom = (entries: Record<string, unknown>) => ({
      custom_attributes: Object.entries(entries).map(([attribute_code, value]) => ({
        attribute_code,
        value,
      })),
    });
    await run('POST', [product('merge', custom({ color: 'red', tags: ['a', 'b'] }))], 'all');
    await run('PUT', [{ product: { sku: 'merge', ...custom({ color: 'blue', size: 4 }) } }], 'all');
    expect(await client.readProduct('merge')).toMatchObject({
      name: 'merge',
      price: 10,
      ...custom({ color: 'blue', tags: ['a', 'b'], size: 4 }),
    });
  });

  it('fails the deletion of an unknown sku with the text of Magento, and its neighbours go on', async () => {
    await run('POST', [product('to-delete')]);
    const { receipt, status } = await run('DELETE', [{ sku: 'never-there' }, { sku: 'to-delete' }]);
    expect(status.counts).toMatchObject({ succeeded: 1, failed: 1 });
    const { operations_list: operations } = await magentoStatus(client, receipt.bulk_uuid, 'status');
    expect(operations[0]).toEqual({ id: 0, status: 3, result_message: NOT_FOUND, error_code: 0 });
    expect(operations[1]).toMatchObject({ id: 1, status: 1, error_code: null });
    expect(await client.readProduct('to-delete')).toBeUndefined();
    const [failed] = await client.operations(receipt.bulk_uuid, 'failed');
    expect(failed).toMatchObject({
      id: 0,
      key: 'never-there',
      state: 'failed',
      attempt: 1,
      error: { class: 'final', message: NOT_FOUND },
    });
  });

  it('a product that was deleted can come back', async () => {
    await run('POST', [product('phoenix')]);
    await run('DELETE', [{ sku: 'phoenix' }]);
    const { status } = await run('POST', [product('phoenix')]);
    expect(status.counts).toMatchObject({ succeeded: 1, unchanged: 0 });
    expect(await client.readProduct('phoenix')).toMatchObject({ name: 'phoenix' });
  });

  it.each([
    ['POST', '/rest/async/V1/products', { product: { sku: 'single', name: 'posted' } }, 'posted'],
    ['PUT', '/rest/all/async/V1/products/single', { product: { sku: 'other', name: 'put' } }, 'put'],
    ['PATCH', '/rest/all/async/V1/products/single', { product: { name: 'patched' } }, 'patched'],
    ['DELETE', '/rest/async/V1/products/single', undefined, undefined],
  ])('%s %s, the single form', async (...[method, path, body, name]) => {
    const answer =
      body === undefined ? await client.send({ method, path }) : await client.sendJson(method, path, body);
    expect(answer.status).toBe(202);
    const { bulk_uuid: uuid, request_items: items } = answer.json as Receipt;
    expect(items.map(({ id, status }) => [id, status])).toEqual([[0, 'accepted']]);
    expect((await client.untilFinished(uuid)).counts).toMatchObject({ accepted: 1, succeeded: 1 });
    expect((await client.readProduct('single'))?.['name']).toBe(name);
  });

  describe('store scopes', () => {
    const names = async (sku: string): Promise<unknown[]> =>
      Promise.all(
        ['', 'all', 'default', 'french'].map(
          async (store) => (await client.readProduct(sku, store))?.['name'],
        ),
      );

    it('no code: creating writes globally, updating the default store view', async () => {
      await run('POST', [product('scope-none', { name: 'first' })]);
      expect(await names('scope-none')).toEqual(['first', 'first', 'first', 'first']);
      await run('PUT', [product('scope-none', { name: 'second', price: 12 })]);
      expect(await names('scope-none')).toEqual(['second', 'first', 'second', 'first']);
      expect(await client.readProduct('scope-none', 'french')).toMatchObject({ price: 12 });
    });

    it('all: every store view without a value of its own', async () => {
      await run('POST', [product('scope-all', { name: 'first' })]);
      await run('PUT', [product('scope-all', { name: 'french' })], 'french');
      await run('PUT', [product('scope-all', { name: 'everywhere' })], 'all');
      expect(await names('scope-all')).toEqual(['everywhere', 'everywhere', 'everywhere', 'french']);
    });

    it('a store view: only that one', async () => {
      await run('POST', [product('scope-one', { name: 'first' })], 'all');
      await run('PUT', [product('scope-one', { name: 'oui' })], 'french');
      await run('PUT', [product('scope-one', { name: 'yes' })], 'default');
      expect(await names('scope-one')).toEqual(['yes', 'first', 'yes', 'oui']);
    });

    it('a creation under a store code writes the required fields globally, too', async () => {
      const attributes = { custom_attributes: [{ attribute_code: 'color', value: 'bleu' }] };
      await run('POST', [product('scope-new', { name: 'neuf', ...attributes })], 'french');
      expect(await names('scope-new')).toEqual(['neuf', 'neuf', 'neuf', 'neuf']);
      expect(await client.readProduct('scope-new', 'french')).toMatchObject(attributes);
      expect(await client.readProduct('scope-new', 'default')).toMatchObject({ custom_attributes: [] });
    });
  });

  it('is ready and says so', async () => {
    expect((await client.send({ path: '/readyz' })).json).toMatchObject({ status: 'ok' });
    expect((await client.send({ path: '/livez' })).status).toBe(200);
  });
});
