import { findAction, type CustomerDocument } from '@sluice/schemas';
import type { AppliedOperation } from '../model';
import { context, type Outside } from '../supplies.fixture';
import { customerModel } from './customer';

const ANN = { website_id: 1, email: 'Ann@Example.com', firstname: 'Ann', lastname: 'Lee' } as const;
const HOME = {
  firstname: 'Ann',
  lastname: 'Lee',
  street: ['1 Road'],
  city: 'Town',
  telephone: '1',
  country_id: 'US',
};
const ANN_KEY = '1:ann@example.com';

const create = (more: object = {}): AppliedOperation => ({ action: 'create', payload: { ...ANN, ...more } });
const update = (more: object, key = ANN_KEY): AppliedOperation => ({
  action: 'update',
  payload: { key, customer_id: 7, ...more },
});

/** The document an operation leaves behind, with what it writes beside it. */
function applied(document: unknown, operation: AppliedOperation, outside: Outside = {}) {
  const answer = customerModel.apply(document, operation, context({ nextId: 30, ...outside }));
  if (answer.kind === 'refused') throw new Error(answer.refusal.message);
  return { document: answer.document as CustomerDocument, also: answer.also ?? [] };
}

const refusal = (document: unknown, operation: AppliedOperation, outside: Outside = {}) => {
  const answer = customerModel.apply(document, operation, context(outside));
  return answer.kind === 'refused' ? answer.refusal : answer;
};

const stored = (more: object = {}): CustomerDocument => applied(null, create(more)).document;

const EXISTS = {
  class: 'final',
  code: 'already_exists',
  message: 'A customer with the same email address already exists in an associated website.',
};

describe('a customer is refused', () => {
  it.each([
    [{ firstname: '' }, '"First Name" is a required value.'],
    [
      { firstname: null, lastname: ' ' },
      '"First Name" is a required value. "Last Name" is a required value.',
    ],
    [{ email: 'ann' }, '"Email" is not a valid email address.'],
    [{ addresses: [{ ...HOME, city: undefined }] }, '"city" is required. Enter and try again.'],
    [{ addresses: [{ ...HOME, street: [] }] }, '"street" is required. Enter and try again.'],
    [
      { website_id: 9 },
      "The website with id 9 that was requested wasn't found. Verify the website and try again.",
    ],
    [{ store_id: 9 }, "The store that was requested wasn't found. Verify the store and try again."],
    [{ website_id: 0, store_id: 1 }, 'The store view is not in the associated website.'],
    [{ group_id: 9 }, 'The specified customer group id does not exist.'],
  ])('with %j', (more, message) => {
    expect(refusal(null, create(more))).toMatchObject({ class: 'final', message });
    if (!('email' in more))
      expect(refusal(stored(), update(more))).toMatchObject({ class: 'final', message });
  });

  it('where its address is taken, however it is spelled', () => {
    expect(refusal(stored(), create({ email: 'ANN@example.com' }))).toEqual(EXISTS);
    const documents = { 'customers/1:bob@example.com': stored({ email: 'bob@example.com' }) };
    expect(refusal(stored(), update({ email: 'Bob@example.com' }), { documents })).toEqual(EXISTS);
  });

  it('where it is not there, or only its name is', () => {
    const missing = { class: 'final', code: 'not_found', message: 'No such entity with customerId = 7' };
    for (const document of [null, { alias_of: 'x' }]) {
      expect(refusal(document, update({}))).toEqual(missing);
      expect(refusal(document, { action: 'delete', payload: { key: ANN_KEY, customer_id: 7 } })).toEqual(
        missing,
      );
    }
  });

  it('with an address that is not its own', () => {
    const missing = { code: 'not_found', message: 'No such entity with addressId = 31' };
    const remove = { action: 'delete-address', payload: { key: ANN_KEY, address_id: 31 } };
    for (const document of [null, stored({ addresses: [HOME] })]) {
      expect(refusal(document, remove)).toMatchObject(missing);
    }
    expect(refusal(stored(), update({ addresses: [{ ...HOME, id: 31 }] }))).toMatchObject(missing);
  });

  it('for now, with a password that cannot be opened', () => {
    for (const sealed of [{ password_sealed: 'junk' }, { password_hash_sealed: 'junk' }]) {
      expect(refusal(null, create(sealed))).toMatchObject({
        class: 'retriable',
        code: 'password_unreadable',
      });
    }
  });
});

describe('a customer', () => {
  it('is made with what it needs, and is found by its ids', () => {
    const addresses = [
      { ...HOME, id: 99, default_billing: true },
      { ...HOME, city: 'Port', company: null },
    ];
    const document = stored({ id: 5, group_id: null, addresses, attributes: { $where: 1 }, nonsense: 1 });
    expect(document).toEqual({
      ...ANN,
      store_id: 1,
      group_id: 1,
      created_at: '2026-01-31 16:07:53',
      updated_at: '2026-01-31 16:07:53',
      default_billing: 30,
      default_shipping: null,
      addresses: [
        { id: 30, ...HOME },
        { id: 31, ...HOME, city: 'Port' },
      ],
      custom_attributes: [],
      attributes: { $where: 1 },
    });
    expect(customerModel.refs?.(document, 7)).toEqual(['id:7', 'address:30', 'address:31']);
    expect(customerModel.result(create(), 7)).toBe('{"id":7,"email":"Ann@Example.com","website_id":1}');
  });

  it('keeps what was not sent, and loses what null was sent for', () => {
    const before = stored({
      middlename: 'B',
      taxvat: '1',
      password_sealed: 'sealed:x',
      addresses: [HOME],
      custom_attributes: [{ attribute_code: 'a', value: 1 }],
      attributes: { x: 1 },
    });
    const sent = {
      middlename: null,
      firstname: 'Anna',
      custom_attributes: [{ attribute_code: 'b', value: 2 }],
      attributes: { y: 2 },
    };
    const { middlename: _gone, ...others } = before;
    expect(applied(before, update(sent)).document).toEqual({
      ...others,
      firstname: 'Anna',
      custom_attributes: [
        { attribute_code: 'a', value: 1 },
        { attribute_code: 'b', value: 2 },
      ],
      attributes: { x: 1, y: 2 },
    });
  });

  it('keeps a hash of its password, or the hash it was given', () => {
    expect(stored({ password_sealed: 'sealed:secret' }).password_hash).toBe('hash of secret');
    const given = update({ password_hash_sealed: 'sealed:aa:bb:1' });
    expect(applied(stored(), given).document.password_hash).toBe('aa:bb:1');
  });

  it('goes to a group that there is', () => {
    const refs = { 'customer_groups/id:2': 'wholesale' };
    expect(applied(null, create({ group_id: 2 }), { refs }).document.group_id).toBe(2);
  });

  it('loses an address with its defaults', () => {
    const before = stored({ addresses: [{ ...HOME, default_billing: true, default_shipping: true }] });
    const remove = { action: 'delete-address', payload: { key: ANN_KEY, address_id: 30 } };
    expect(applied(before, remove).document).toMatchObject({
      addresses: [],
      default_billing: null,
      default_shipping: null,
    });
  });
});

describe('a new e-mail address', () => {
  const BOB = '1:bob@example.com';
  const moved = applied(stored(), update({ email: 'Bob@example.com' }));

  it('is held by an alias, and the key stays', () => {
    expect(moved.document.email).toBe('Bob@example.com');
    expect(moved.also).toEqual([
      { collection: 'customers', key: BOB, id: null, document: { alias_of: ANN_KEY } },
    ]);
    expect(applied(stored(), update({ email: 'ANN@EXAMPLE.COM' })).also).toEqual([]);
  });

  const alias = { alias_of: ANN_KEY };
  const held = { documents: { [`customers/${ANN_KEY}`]: moved.document, [`customers/${BOB}`]: alias } };
  const bob = create({ email: 'bob@example.com' });

  it("is nobody else's while the customer goes by it", () => {
    expect(refusal(alias, bob, held)).toEqual(EXISTS);
    expect(refusal(stored(), update({ email: 'bob@example.com' }, '1:eve@example.com'), held)).toEqual(
      EXISTS,
    );
    expect(refusal(moved.document, create())).toEqual(EXISTS);
  });

  it.each([
    ['is gone', null],
    ['has another', stored({ email: 'eve@example.com' })],
    ['never got it', stored()],
    ['is no more than a name itself', { alias_of: 'x' }],
  ])('is free when that customer %s', (_why, owner) => {
    const documents = { [`customers/${ANN_KEY}`]: owner, [`customers/${BOB}`]: alias };
    expect(applied(alias, bob, { documents }).document.email).toBe('bob@example.com');
    expect(customerModel.refs?.(alias, 3)).toEqual([]);
  });

  it('may be claimed again by the same customer, and keeps the id of one who was deleted', () => {
    const again = applied(stored(), update({ email: 'bob@example.com' }), {
      documents: { [`customers/${BOB}`]: alias },
      ids: { [`customers/${BOB}`]: 12 },
    });
    expect(again.also).toEqual([{ collection: 'customers', key: BOB, id: 12, document: alias }]);
  });

  it('may be the first one again', () => {
    const back = applied(moved.document, update({ email: 'ann@example.com' }));
    expect([back.document.email, back.also]).toEqual(['ann@example.com', []]);
  });
});

describe('the payloads', () => {
  it('take what the model is given here', () => {
    const fits = (action: string, payload: unknown) =>
      findAction('customer', action)?.payload.safeParse(payload).success;
    expect(fits('create', { ...ANN, addresses: [HOME] })).toBe(true);
    expect(fits('update', update({}).payload)).toBe(true);
    expect(fits('create', { ...ANN, addresses: [{ street: 'x' }] })).toBe(false);
  });
});
