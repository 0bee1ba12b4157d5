import { BUILT_IN_STORES, type CustomerDocument } from '@sluice/schemas';
import { BUILT_IN_REGISTRY } from '@sluice/registry';
import type { EntityRecord } from '../../entities/entity-reader';
import type { ReadContext } from '../module';
import type { RestCall } from '../../rest-call';
import { customersModule } from './index';

const HASH = 'scrypt$kept$to$itself';

const ann: CustomerDocument = {
  email: 'Ann@new.com',
  firstname: 'Ann',
  lastname: 'Lee',
  website_id: 1,
  store_id: 1,
  group_id: 1,
  created_at: '2026-01-31 16:07:53',
  updated_at: '2026-01-31 16:07:53',
  default_billing: 30,
  default_shipping: null,
  addresses: [
    { id: 30, city: 'Town', region: { region: 'Texas', region_id: 57 }, attributes: { city: 'x', extra: 1 } },
  ],
  custom_attributes: [{ attribute_code: 'a', value: 1 }],
  attributes: { id: 99, password_hash: HASH, newsletter: true },
  password_hash: HASH,
};

const held: readonly (EntityRecord & { readonly entity: string; readonly refs?: readonly string[] })[] = [
  { entity: 'customer', key: '1:ann@old.com', id: 5, document: ann, refs: ['id:5', 'address:30'] },
  { entity: 'customer', key: '1:ann@new.com', id: null, document: { alias_of: '1:ann@old.com' } },
  { entity: 'customer', key: '1:stale@x.com', id: null, document: { alias_of: '1:ann@old.com' } },
  {
    entity: 'customer',
    key: '0:bob@x.com',
    id: 6,
    document: { ...ann, website_id: 0, email: 'bob@x.com', password_hash: 'bob' },
    refs: ['id:6'],
  },
  {
    entity: 'customer_group',
    key: 'general',
    id: 1,
    document: { code: 'General', tax_class_id: 3, attributes: {} },
    refs: ['id:1'],
  },
  { entity: 'customer_group', key: 'pro', id: null, document: { alias_of: 'general' } },
];

const checked: [string, string | null][] = [];

const of = (entity: string) => held.filter((one) => one.entity === entity);

const readContext = (body?: unknown): ReadContext => ({
  body,
  entities: {
    one: (entity, key) => Promise.resolve(of(entity).find((one) => one.key === key) ?? null),
    many: (entity, keys) =>
      Promise.resolve(keys.flatMap((key) => of(entity).filter((one) => one.key === key))),
    byRef: (entity, ref) => Promise.resolve(of(entity).find(({ refs = [] }) => refs.includes(ref)) ?? null),
    all: async function* (entity) {
      yield await Promise.resolve(of(entity));
    },
  },
  options: {
    stores: BUILT_IN_STORES,
    registry: BUILT_IN_REGISTRY,
    clock: { now: () => 0, delay: () => new Promise<never>(() => undefined) },
    requestTimeoutMs: 1000,
    customerToken: (id: number) => Promise.resolve(`token of ${String(id)}`),
    logInAdmin: (name: string, password: string) =>
      Promise.resolve(password === 'right one' ? `for ${name}` : null),
    vault: {
      verify: (secret: string, hash: string | null) => {
        checked.push([secret, hash]);
        return Promise.resolve(secret === 'right one' && hash !== null);
      },
    },
  } as unknown as ReadContext['options'],
});

async function answer(
  path: string,
  params: Record<string, string> = {},
  more: { query?: string; body?: unknown } = {},
) {
  const row = customersModule.reads.find((one) => one.path === path);
  if (row === undefined) throw new Error(`no ${path}`);
  const call = { query: more.query ?? '' } as unknown as RestCall;
  try {
    return await row.answer(readContext(more.body), call, params);
  } catch (error) {
    const { status, body } = error as { status: unknown; body: { message: unknown } };
    return [status, body.message];
  }
}

const search = (path: string, [field, value, type = 'eq']: readonly [string, string, string?]) => {
  const filter = 'searchCriteria[filterGroups][0][filters][0]';
  const query = new URLSearchParams({
    [`${filter}[field]`]: field,
    [`${filter}[value]`]: value,
    [`${filter}[conditionType]`]: type,
  });
  return answer(path, {}, { query: query.toString() });
};

describe('a customer read back', () => {
  it('has what was kept of it, and never its password', async () => {
    const view = await answer('/customers/:customerId', { customerId: '5' });
    expect(view).toEqual({
      id: 5,
      group_id: 1,
      default_billing: '30',
      created_at: '2026-01-31 16:07:53',
      updated_at: '2026-01-31 16:07:53',
      email: 'Ann@new.com',
      firstname: 'Ann',
      lastname: 'Lee',
      store_id: 1,
      website_id: 1,
      addresses: [
        {
          id: 30,
          customer_id: 5,
          region: { region_code: null, region: 'Texas', region_id: 57 },
          region_id: 57,
          city: 'Town',
          default_billing: true,
          extra: 1,
        },
      ],
      disable_auto_group_change: 0,
      custom_attributes: [{ attribute_code: 'a', value: 1 }],
      newsletter: true,
    });
    expect(await customersModule.views.customer?.(readContext(), '1:ann@old.com', 'default')).toEqual(view);
    expect(JSON.stringify(await search('/customers/search', ['website_id', '0,1', 'in']))).not.toContain(
      HASH,
    );
  });

  it('is not there under a name that is held for another', async () => {
    expect(await customersModule.views.customer?.(readContext(), '1:ann@new.com', 'default')).toBeNull();
    expect(await customersModule.views.customer_group?.(readContext(), 'pro', 'default')).toBeNull();
  });

  it.each([
    ['email', 'ANN@new.com', 'eq', [5]],
    ['email', 'ann@new.com,bob@x.com', 'in', [5, 6]],
    ['email', 'ann@old.com', 'eq', []],
    ['email', 'stale@x.com', 'eq', []],
    ['email', '%@%', 'like', [5, 6]],
    ['entity_id', '6,7', 'in', [6]],
    ['id', '5', 'eq', [5]],
  ])('is found by %s %s %s', async (field, value, ...[type, ids]) => {
    const found = (await search('/customers/search', [field, value, type])) as { items: { id: number }[] };
    expect(found.items.map(({ id }) => id)).toEqual(ids);
  });

  it.each([
    ['/customers/:customerId', { customerId: '9' }, 'No such entity with customerId = 9'],
    ['/customers/addresses/:addressId', { addressId: '9' }, 'No such entity with addressId = 9'],
    ['/customerGroups/:id', { id: '9' }, 'No such entity with id = 9'],
  ])('is missing at %s', async (path, params, message) => {
    expect(await answer(path, params)).toEqual([404, message]);
  });

  it('is no path that is no number, and no field there is not', async () => {
    expect(await answer('/customers/:customerId', { customerId: 'x' })).toEqual([
      400,
      'The "x" value\'s type is invalid. The "int" type was expected. Verify and try again.',
    ]);
    expect(await search('/customers/search', ['password_hash', HASH])).toEqual([
      400,
      'Invalid search field password_hash',
    ]);
  });

  it('has addresses and groups', async () => {
    expect(await answer('/customers/addresses/:addressId', { addressId: '30' })).toMatchObject({
      id: 30,
      customer_id: 5,
    });
    const general = { id: 1, code: 'General', tax_class_id: 3, tax_class_name: 'Retail Customer' };
    expect(await answer('/customerGroups/default')).toEqual(general);
    expect(await search('/customerGroups/search', ['customer_group_code', 'general'])).toMatchObject({
      items: [general],
    });
    expect(await search('/customerGroups/search', ['code', 'g%', 'like'])).toMatchObject({ total_count: 1 });
  });
});

describe('logging in', () => {
  const FAILED = [
    401,
    'The account sign-in was incorrect or your account is disabled temporarily. Please wait and try again later.',
  ];
  const CUSTOMER = '/integration/customer/token';
  const logIn = (path: string, username: unknown, password: unknown) =>
    answer(path, {}, { body: { username, password } });

  it('answers a token to the address a customer goes by', async () => {
    await expect(logIn(CUSTOMER, 'ann@NEW.com', 'right one')).resolves.toBe('token of 5');
    await expect(logIn(CUSTOMER, 'bob@x.com', 'right one')).resolves.toBe('token of 6');
    await expect(logIn('/integration/admin/token', 'root', 'right one')).resolves.toBe('for root');
  });

  it('tells nobody why it failed, and does as much for nobody', async () => {
    checked.length = 0;
    for (const name of ['ann@new.com', 'ann@old.com', 'stale@x.com', 'nobody', 'x'.repeat(5000)]) {
      await expect(logIn(CUSTOMER, name, 'wrong one')).resolves.toEqual(FAILED);
    }
    expect(checked.map(([, hash]) => hash)).toEqual([HASH, null, null, null, null]);
    await expect(logIn(CUSTOMER, 'nobody', 'right one')).resolves.toEqual(FAILED);
    await expect(logIn('/integration/admin/token', 'root', 'wrong one')).resolves.toEqual(FAILED);
  });

  it.each([
    [undefined, 'One or more input exceptions have occurred.'],
    [{ username: 'a' }, '"%fieldName" is required. Enter and try again.'],
    [{ username: '', password: 'b' }, '"%fieldName" is required. Enter and try again.'],
    [
      { username: ['a'], password: 'b' },
      'The "Array" value\'s type is invalid. The "string" type was expected. Verify and try again.',
    ],
  ])('needs name and password: %j', async (body, message) => {
    for (const path of [CUSTOMER, '/integration/admin/token']) {
      expect(await answer(path, {}, { body })).toEqual([400, message]);
    }
  });
});
