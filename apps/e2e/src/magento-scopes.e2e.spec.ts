import { makeCategory } from './magento/make-entities.fixture';
import { createMagentoApi } from './magento/magento-api.fixture';
import { createRunBulk } from './run-bulk.fixture';
import type { BulkVerb } from './harness/client';
import { describeTopologies } from './topologies.fixture';
import { useInstance } from './use-instance.fixture';

type Attributes = Readonly<Record<string, unknown>>;

/** The three places that a value can be read from: two store views, and what counts for those without one. */
const STORES = ['default', 'french', 'all'] as const;
type Store = (typeof STORES)[number];

const customAttributes = (attributes: Attributes): object[] =>
  Object.entries(attributes).map(([attribute_code, value]) => ({ attribute_code, value }));

describeTopologies('store scopes', ({ startWhole }) => {
  const { client } = useInstance(startWhole);
  const api = createMagentoApi(client);
  const run = createRunBulk(client);

  const write = async (verb: BulkVerb, product: object, store = ''): Promise<void> => {
    const { status } = await run(verb, [{ product }], store);
    expect(status.counts).toMatchObject({ accepted: 1, succeeded: 1 });
  };

  const read = async (sku: string, property: string): Promise<Record<Store, unknown>> => {
    const values = await Promise.all(STORES.map((store) => client.readProduct(sku, store)));
    return Object.fromEntries(STORES.map((store, index) => [store, values[index]?.[property]])) as Record<
      Store,
      unknown
    >;
  };

  const readAttribute = async (sku: string, code: string): Promise<Record<Store, unknown>> => {
    const lists = await read(sku, 'custom_attributes');
    const valueIn = (list: unknown): unknown =>
      (list as { attribute_code: string; value: unknown }[] | undefined)?.find(
        ({ attribute_code }) => attribute_code === code,
      )?.value;
    return Object.fromEntries(STORES.map((store) => [store, valueIn(lists[store])])) as Record<
      Store,
      unknown
    >;
  };

  const everywhere = (value: unknown): Record<Store, unknown> => ({
    default: value,
    french: value,
    all: value,
  });

  it('one sku, written globally, for two store views, for all, and without a code', async () => {
    const sku = 'scoped-1';
    await write('POST', { sku, name: 'Global', price: 10, status: 1, visibility: 4 });
    expect(await read(sku, 'name')).toEqual(everywhere('Global'));

    await write('PUT', { sku, name: 'Français' }, 'french');
    expect(await read(sku, 'name')).toEqual({ default: 'Global', french: 'Français', all: 'Global' });

    await write('PUT', { sku, name: 'For all' }, 'all');
    expect(await read(sku, 'name')).toEqual({ default: 'For all', french: 'Français', all: 'For all' });

    await write('PUT', { sku, name: 'Default view' }, 'default');
    expect(await read(sku, 'name')).toEqual({ default: 'Default view', french: 'Français', all: 'For all' });

    // Without a code an update means the default store view alone, unlike a create.
    await write('PUT', { sku, name: 'No code' });
    expect(await read(sku, 'name')).toEqual({ default: 'No code', french: 'Français', all: 'For all' });
  });

  it('the same in one bulk a scope, all sent before any is applied', async () => {
    const sku = 'scoped-2';
    const sends = [
      ['POST', '', 'Global'],
      ['PUT', 'all', 'For all'],
      ['PUT', 'french', 'Français'],
      ['PUT', 'default', 'Default view'],
    ] as const;
    const uuids: string[] = [];
    for (const [verb, store, name] of sends) {
      uuids.push((await client.sendBulk(verb, [{ product: { sku, name } }], store)).bulk_uuid);
    }
    await Promise.all(uuids.map((uuid) => client.untilFinished(uuid)));
    expect(await read(sku, 'name')).toEqual({ default: 'Default view', french: 'Français', all: 'For all' });
  });

  it('price, weight, type and attribute set are global, whatever the scope', async () => {
    const sku = 'scoped-3';
    await write('POST', {
      sku,
      name: 'Global',
      price: 10,
      weight: 1,
      type_id: 'simple',
      attribute_set_id: 4,
    });
    await write('PUT', { sku, name: 'Français', price: 12, weight: 3 }, 'french');
    expect(await read(sku, 'price')).toEqual(everywhere(12));
    expect(await read(sku, 'weight')).toEqual(everywhere(3));
    expect(await read(sku, 'type_id')).toEqual(everywhere('simple'));
  });

  it('status and visibility are per store view', async () => {
    const sku = 'scoped-4';
    await write('POST', { sku, name: 'x', status: 1, visibility: 4 });
    await write('PUT', { sku, status: 2, visibility: 1 }, 'french');
    expect(await read(sku, 'status')).toEqual({ default: 1, french: 2, all: 1 });
    expect(await read(sku, 'visibility')).toEqual({ default: 4, french: 1, all: 4 });
  });

  it('a custom attribute is per store view, unless its definition says global', async () => {
    const sku = 'scoped-5';
    const define = (attribute_code: string, scope: string): Promise<unknown> =>
      api.call('POST', '/products/attributes', {
        attribute: { attribute_code, scope, frontend_input: 'text', default_frontend_label: attribute_code },
      });
    await define('fabric', 'global');
    await define('slogan', 'store');
    const named = (fabric: string, slogan: string): object => ({
      sku,
      name: 'x',
      custom_attributes: customAttributes({ fabric, slogan, unheard_of: slogan }),
    });
    await write('POST', named('cotton', 'Hello'));
    await write('PUT', named('wool', 'Bonjour'), 'french');
    expect(await readAttribute(sku, 'fabric')).toEqual(everywhere('wool'));
    const scoped = { default: 'Hello', french: 'Bonjour', all: 'Hello' };
    expect(await readAttribute(sku, 'slogan')).toEqual(scoped);
    // Nobody defined it: it counts as per store view.
    expect(await readAttribute(sku, 'unheard_of')).toEqual(scoped);
  });

  it('a create under a store code writes the required fields globally, and nothing else', async () => {
    const sku = 'scoped-6';
    const attributes = customAttributes({ motto: 'Vive' });
    await write(
      'POST',
      { sku, name: 'Français', status: 1, visibility: 2, custom_attributes: attributes },
      'french',
    );
    expect(await read(sku, 'name')).toEqual(everywhere('Français'));
    expect(await read(sku, 'visibility')).toEqual(everywhere(2));
    expect(await readAttribute(sku, 'motto')).toEqual({ default: undefined, french: 'Vive', all: undefined });
  });

  it('the sync and async forms and the Store header of the cloud form mean the same', async () => {
    const sku = 'scoped-7';
    await write('POST', { sku, name: 'Global' });
    const sync = await client.sendJson('PUT', `/rest/french/V1/products/${sku}`, {
      product: { name: 'Sync' },
    });
    expect({ status: sync.status, json: sync.json }).toMatchObject({
      status: 200,
      json: { sku, name: 'Sync' },
    });
    expect(await read(sku, 'name')).toEqual({ default: 'Global', french: 'Sync', all: 'Global' });
    const cloud = await client.send({
      method: 'PUT',
      path: '/acme/V1/async/bulk/products/bySku',
      headers: { 'content-type': 'application/json', store: 'default' },
      body: JSON.stringify([{ product: { sku, name: 'Cloud' } }]),
    });
    expect(cloud.status).toBe(202);
    await client.untilFinished((cloud.json as { bulk_uuid: string }).bulk_uuid);
    expect(await read(sku, 'name')).toEqual({ default: 'Cloud', french: 'Sync', all: 'Global' });
  });

  it('a deleted product is gone from every scope', async () => {
    const sku = 'scoped-8';
    await write('POST', { sku, name: 'Global' });
    await write('PUT', { sku, name: 'Français' }, 'french');
    const { status } = await run('DELETE', [{ sku }], 'french');
    expect(status.counts).toMatchObject({ succeeded: 1 });
    expect(await read(sku, 'name')).toEqual(everywhere(undefined));
    await write('POST', { sku, name: 'Again' });
    expect(await read(sku, 'name')).toEqual(everywhere('Again'));
  });

  it('a category has a name per store view, too', async () => {
    const id = await makeCategory(api, 'Bags');
    const path = `/categories/${String(id)}`;
    const renamed = await client.sendJson('PUT', `/rest/french/V1${path}`, { category: { name: 'Sacs' } });
    expect(renamed.status).toBe(200);
    const names = await Promise.all(
      STORES.map(async (store) => ((await api.read(path, store)).json as { name: string }).name),
    );
    expect(names).toEqual(['Bags', 'Sacs', 'Bags']);
  });
});
