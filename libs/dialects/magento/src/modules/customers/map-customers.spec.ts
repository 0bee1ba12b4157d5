import fc from 'fast-check';
import { createIntake, type IncomingItem, type OperationItem } from '@sluice/intake';
import { silentLogger, systemClock, type BulkStore, type MessageBus } from '@sluice/ports';
import { BUILT_IN_STORES, findAction } from '@sluice/schemas';
import { RestError } from '../../http/rest-error';
import { createArgumentReader } from '../../items/arguments';
import { unfold } from '../../items/shape';
import type { JsonObject } from '../../json';
import { customersModule } from './index';
import { takeSecrets } from './take-secrets';

let seals = 0;

const context = {
  scope: undefined,
  limits: { maxNestedItems: 20 },
  stores: BUILT_IN_STORES,
  // As the real one: another text every time, and the secret is not in it.
  seal: (secret: string) => `sealed ${String(++seals)} ${Buffer.from(secret).toString('hex')}`,
};

const PLACES = new Map([
  ['customers id:5', '1:ann@example.com'],
  ['customers address:7', '1:ann@example.com'],
  ['customer_groups id:2', 'wholesale'],
]);

function mapped(name: string, item: unknown): IncomingItem {
  const row = customersModule.writes.find(({ entity, action }) => `${entity}/${action}` === name);
  const map = customersModule.mappers[name];
  if (row === undefined || map === undefined) throw new Error(`no ${name}`);
  const incoming = map(createArgumentReader(row.params)(item), context);
  if (incoming.kind !== 'deferred') return incoming;
  return incoming.finish({ ids: [], key: (collection, ref) => PLACES.get(`${collection} ${ref}`) });
}

function operation(name: string, item: unknown) {
  const incoming = mapped(name, item);
  if (incoming.kind !== 'operation') throw new Error(JSON.stringify(incoming));
  const [entity = '', action = ''] = name.split('/');
  const spec = findAction(entity, incoming.action);
  expect(spec?.payload.safeParse(incoming.payload)).toMatchObject({ success: true });
  expect(spec?.keyOf(incoming.payload as never)).toBe(incoming.key);
  expect([action, 'update']).toContain(incoming.action);
  return incoming;
}

const refusal = (name: string, item: unknown): unknown => {
  try {
    return mapped(name, item);
  } catch (error) {
    return error instanceof RestError ? [error.status, error.body.message, error.body.parameters] : error;
  }
};

const ANN = { email: 'Ann@Example.com', firstname: 'Ann', lastname: 'Lee' };
const REQUIRED = '"%fieldName" is required. Enter and try again.';

describe('items of customers are refused', () => {
  it.each([
    ['customer/create', { customer: {} }, 'email'],
    ['customer/create', { customer: [] }, 'email'],
    ['customer/create', { customer: { email: '' } }, 'email'],
    ['customer/update', { customer: ANN }, 'id'],
    ['customer_group/create', { group: {} }, 'code'],
    ['customer_group/update', { group: { code: 'x' } }, 'id'],
    ['customer_group/update', { group: { id: 2, code: '' } }, 'code'],
  ])('%s %j without %s', (name, item, fieldName) => {
    expect(refusal(name, item)).toEqual([400, REQUIRED, { fieldName }]);
  });

  it('with a value of another type', () => {
    expect(refusal('customer/create', { customer: { ...ANN, group_id: 'x' } })).toEqual([
      400,
      'Error occurred during "group_id" processing. The "x" value\'s type is invalid. The "int" type was expected. Verify and try again.',
      undefined,
    ]);
    expect(refusal('customer/create', { customer: { ...ANN, addresses: {} } })).toContain(400);
    expect(refusal('customer/delete', { customerId: 'x' })).toContain(400);
  });

  it('alone, with a password that is too short, however the characters are written', () => {
    const tooShort = {
      kind: 'rejected',
      code: 'password_too_short',
      message: 'The password needs at least 8 characters. Create a new password and try again.',
    };
    for (const password of ['', '1234567', '🔑🔑🔑🔑🔑🔑🔑']) {
      expect(mapped('customer/create', { customer: ANN, password })).toEqual(tooShort);
      expect(mapped('customer/create', { customer: { ...ANN, password } })).toEqual(tooShort);
    }
    expect(mapped('customer/create', { customer: ANN, password: ' 123456 ' })).toMatchObject({
      kind: 'operation',
    });
  });

  it('alone, with an address that cannot be a key', () => {
    for (const email of [`${'x'.repeat(1024)}@y.z`, '\ud800@y.z']) {
      expect(mapped('customer/create', { customer: { email } })).toMatchObject({ kind: 'rejected' });
      expect(mapped('customer/update', { customer: { id: 5, email } })).toMatchObject({ kind: 'rejected' });
    }
  });
});

describe('items of customers', () => {
  it('are keyed by website and address', () => {
    expect(operation('customer/create', { customer: { ...ANN, id: 9, updated_at: 'x' } })).toEqual({
      kind: 'operation',
      action: 'create',
      key: '1:ann@example.com',
      payload: { ...ANN, website_id: 1 },
    });
    expect(operation('customer/create', { customer: { ...ANN, websiteId: '3' } }).key).toBe(
      '3:ann@example.com',
    );
    expect(operation('customer/create', { customer: { ...ANN, store_id: 2, website_id: 0 } }).key).toMatch(
      /^1:/,
    );
  });

  it('are found by their ids, and keep those that lead nowhere', () => {
    expect(operation('customer/update', { customer: { id: 5, firstname: 'A' } })).toMatchObject({
      key: '1:ann@example.com',
      payload: { key: '1:ann@example.com', customer_id: 5, firstname: 'A' },
      hashed: { customer_id: 5, firstname: 'A' },
    });
    expect(operation('customer/delete', { customer_id: '5' }).key).toBe('1:ann@example.com');
    expect(operation('customer/delete', { customerId: 6 }).key).toBe('id:6');
    expect(operation('customer/delete-address', { addressId: 7 }).key).toBe('1:ann@example.com');
    expect(operation('customer/delete-address', { addressId: 8 }).key).toBe('address:8');
    expect(operation('customer_group/update', { group: { id: 2, code: 'Pro' } }).key).toBe('wholesale');
    expect(operation('customer_group/create', { group: { id: 3 } })).toMatchObject({
      action: 'update',
      key: 'id:3',
    });
    expect(operation('customer_group/create', { group: { code: 'Pro', tax_class_name: 'x' } })).toMatchObject(
      {
        key: 'pro',
        payload: { code: 'Pro' },
      },
    );
  });

  it('are what their payload says, mapped again', () => {
    const addresses = [
      {
        id: 7,
        customer_id: 5,
        region: { region: 'Texas', region_id: 57, x: 1 },
        street: ['a'],
        defaultBilling: 1,
        y: 2,
      },
    ];
    const customer = { id: 5, ...ANN, addresses, custom_attributes: { a: 1 }, __proto__: null, z: { q: 1 } };
    for (const [name, item] of [
      ['customer/create', { customer }],
      ['customer/update', { customer }],
      ['customer/delete', { customerId: 5 }],
      ['customer/delete-address', { addressId: 7 }],
      ['customer_group/create', { group: { code: 'Pro', tax_class_id: '3', x: 1 } }],
      ['customer_group/update', { group: { id: 2, code: 'Pro', x: 1 } }],
    ] as const) {
      const { payload } = operation(name, item);
      const shown = unfold(customersModule.items[name]?.(payload));
      expect(operation(name, shown).payload).toEqual(payload);
    }
  });
});

describe('a password', () => {
  const SECRET = 'Correct-Horse-9';
  const HASH = 'aabbcc:salt:1';

  const accept = async (item: IncomingItem): Promise<{ text: string; dataHash: unknown }> => {
    const seen: unknown[] = [];
    const intake = createIntake({
      bus: {
        epochOf: () => 1,
        publish: (topic: string, messages: unknown) => Promise.resolve(void seen.push(topic, messages)),
      } as unknown as MessageBus,
      bulks: {
        insert: (bulks: unknown) => Promise.resolve(void seen.push(bulks)),
        markPublished: () => Promise.resolve(),
      } as unknown as BulkStore,
      clock: systemClock,
      logger: silentLogger,
      hashKey: 'k'.repeat(32),
      maxItemBytes: 65_536,
    });
    const request = {
      dialect: 'magento',
      entity: 'customer',
      description: 'x',
      userType: 1,
      userId: 0,
      owner: null,
    };
    const receipt = await intake({ ...request, items: [item] });
    const [first] = receipt.items;
    return {
      text: JSON.stringify(seen),
      dataHash: first?.status === 'accepted' ? first.dataHash : first,
    };
  };

  const places: readonly (readonly [string, JsonObject])[] = [
    ['customer/create', { customer: ANN, password: SECRET }],
    ['customer/create', { customer: { ...ANN, password: SECRET } }],
    [
      'customer/create',
      { customer: { ...ANN, PassWord: SECRET, pass_word: SECRET, passwordConfirmation: SECRET } },
    ],
    ['customer/create', { customer: { ...ANN, addresses: [{ city: 'x', password: SECRET }] } }],
    ['customer/create', { customer: { ...ANN, extension_attributes: { deep: [{ password: SECRET }] } } }],
    [
      'customer/create',
      { customer: { ...ANN, customAttributes: [{ attributeCode: 'password', value: SECRET }] } },
    ],
    ['customer/create', { customer: { ...ANN, custom_attributes: { 'password-hash': SECRET } } }],
    ['customer/update', { customer: { id: 5 }, passwordHash: SECRET }],
    ['customer/update', { customer: { id: 5, password_hash: SECRET, passwordHash: SECRET } }],
    ['customer/update', { customer: { id: 5, password: SECRET } }],
  ];

  /** The payload as its message holds it. */
  const travelling = ({ payload, sealed }: OperationItem): JsonObject => ({ ...payload, ...sealed?.fields });

  it.each(places)('of %s %j is nowhere in clear', async (name, item) => {
    const incoming = operation(name, item);
    expect(JSON.stringify(travelling(incoming))).not.toContain(SECRET);
    expect(JSON.stringify(customersModule.items[name]?.(travelling(incoming)))).not.toContain(SECRET);
    expect((await accept(incoming)).text).not.toContain(SECRET);
  });

  it('is sealed, shown as stars, and part of a hash that stays', async () => {
    const item = { customer: ANN, password: SECRET };
    const [one, two] = [operation('customer/create', item), operation('customer/create', item)];
    expect(travelling(one).password_sealed).not.toBe(travelling(two).password_sealed);
    expect((await accept(one)).dataHash).toBe((await accept(two)).dataHash);
    const other = operation('customer/create', { customer: ANN, password: `${SECRET}!` });
    expect((await accept(other)).dataHash).not.toBe((await accept(one)).dataHash);
    expect(customersModule.items['customer/create']?.(travelling(one))).toEqual({
      customer: { ...ANN, website_id: 1 },
      password: '***',
    });
    const update = operation('customer/update', { customer: { id: 5 }, passwordHash: HASH });
    expect(customersModule.items['customer/update']?.(travelling(update))).toEqual({
      customer: { id: 5 },
      passwordHash: '***',
    });
  });

  it('beside the customer wins over one inside', () => {
    expect(
      operation('customer/create', { customer: { ...ANN, password: 'something else' }, password: SECRET })
        .sealed?.clear,
    ).toEqual([SECRET, null]);
  });

  it('is the only thing that is taken out', () => {
    const plain = fc.jsonValue({ maxDepth: 4 }).filter((value) => !/pass/i.test(JSON.stringify(value)));
    fc.assert(fc.property(plain, (value) => expect(takeSecrets(value)).toEqual({ clean: value })));
    const kept = { password_reset_required: true, passport: 'x', list: [1, { a: null }] };
    expect(takeSecrets(kept).clean).toBe(kept);
  });
});
