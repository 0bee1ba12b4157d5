import type { IncomingItem, OperationItem } from '@sluice/intake';
import { customerKey, type StoreRegistry } from '@sluice/schemas';
import { requiredFields } from '../../http/rest-error';
import type { CallArguments } from '../../items/arguments';
import { requiredInt, textArgument } from '../../items/scalar-arguments';
import { readShape } from '../../items/shape';
import { keyedItem } from '../../items/sku-item';
import { isJsonObject, type JsonObject } from '../../json';
import type { ItemMapper, MapContext } from '../module';
import { CUSTOMER } from './customer-shapes';
import { takeSecrets, type FoundSecrets } from './take-secrets';

const MIN_PASSWORD_CHARS = 8;

const PASSWORD_TOO_SHORT: IncomingItem = {
  kind: 'rejected',
  code: 'password_too_short',
  message: 'The password needs at least 8 characters. Create a new password and try again.',
};

/** Only the server writes these, or they are told elsewhere. */
const UNWRITTEN: ReadonlySet<string> = new Set(['id', 'updated_at']);

/** Mostly there is nothing to take out: then nothing is copied. */
const without = (object: JsonObject, names: ReadonlySet<string>): JsonObject => {
  for (const name of names) {
    if (Object.hasOwn(object, name)) {
      return Object.fromEntries(Object.entries(object).filter(([other]) => !names.has(other)));
    }
  }
  return object;
};

const OF_ADDRESS: ReadonlySet<string> = new Set(['customer_id']);

const toAddress = (address: unknown): unknown =>
  isJsonObject(address) ? without(address, OF_ADDRESS) : address;

/** A customer as it was sent: its fields, its id, and the passwords that came with it. */
interface SentCustomer extends FoundSecrets {
  readonly fields: JsonObject;
  readonly id: number | null;
}

function readCustomer(args: CallArguments, { limits }: MapContext): SentCustomer {
  const { clean, ...found } = takeSecrets(args.get('customer'));
  const sent = readShape(CUSTOMER, clean, { limits });
  const { id, addresses } = sent;
  const fields = without(sent, UNWRITTEN);
  const password = textArgument(args, 'password');
  const passwordHash = textArgument(args, 'passwordHash');
  return {
    ...found,
    ...(password === undefined ? {} : { password }),
    ...(passwordHash === undefined ? {} : { passwordHash }),
    id: typeof id === 'number' ? id : null,
    fields: Array.isArray(addresses) ? { ...fields, addresses: addresses.map(toAddress) } : fields,
  };
}

/** The website of a new customer: as sent, else that of its store, of the store code in the path, or the default one. */
function websiteOf({ website_id, store_id }: JsonObject, { scope, stores }: MapContext): number {
  if (typeof website_id === 'number' && website_id !== 0) return website_id;
  const { views, defaultView }: StoreRegistry = stores;
  const view =
    views.find(({ id }) => id === store_id) ??
    views.find(({ code }) => code === scope) ??
    views.find(({ code }) => code === defaultView);
  return view?.websiteId ?? 0;
}

/** The passwords that came with a customer, sealed for their way; nothing where none came. */
function sealed(
  { password, passwordHash }: FoundSecrets,
  { seal }: MapContext,
): Pick<OperationItem, 'sealed'> {
  if (password === undefined && passwordHash === undefined) return {};
  return {
    sealed: {
      fields: {
        ...(password === undefined ? {} : { password_sealed: seal(password) }),
        ...(passwordHash === undefined ? {} : { password_hash_sealed: seal(passwordHash) }),
      },
      clear: [password ?? null, passwordHash ?? null],
    },
  };
}

const isTooShort = (password: string | undefined): boolean =>
  password !== undefined && Array.from(password).length < MIN_PASSWORD_CHARS;

/** The operation with its passwords sealed. */
function saveItem(
  { action, key, payload, hashed }: Pick<OperationItem, 'action' | 'key' | 'payload' | 'hashed'>,
  secrets: FoundSecrets,
  context: MapContext,
): IncomingItem {
  if (isTooShort(secrets.password)) return PASSWORD_TOO_SHORT;
  const item = keyedItem(action, key, payload);
  if (item.kind !== 'operation') return item;
  return { ...item, ...(hashed === undefined ? {} : { hashed }), ...sealed(secrets, context) };
}

/** `POST /customers`: a customer without an e-mail address has no key. */
export const mapCustomerCreate: ItemMapper = (args, context) => {
  const sent = readCustomer(args, context);
  const { email } = sent.fields;
  if (typeof email !== 'string' || email === '') throw requiredFields(['email']);
  const website_id = websiteOf(sent.fields, context);
  const payload = { ...sent.fields, email, website_id };
  const key = customerKey(website_id, email);
  return saveItem({ action: 'create', key, payload }, sent, context);
};

/** The longest number of a website: whatever the customer's is, its new address has room for it. */
const ANY_WEBSITE = Number.MAX_SAFE_INTEGER;

/** A new address becomes a key later, so it must be able to. */
const checkAddress = ({ email }: JsonObject): IncomingItem | null => {
  const item = keyedItem('update', customerKey(ANY_WEBSITE, typeof email === 'string' ? email : ''), {});
  return item.kind === 'operation' ? null : item;
};

const CUSTOMERS = 'customers';

/** `PUT /customers/:customerId`: the customer is found by its id, what leads nowhere fails when it is applied. */
export const mapCustomerUpdate: ItemMapper = (args, context) => {
  const customer = readCustomer(args, context);
  const { id, fields } = customer;
  if (id === null) throw requiredFields(['id']);
  const ref = `id:${id}`;
  const sent = { customer_id: id, ...fields };
  return {
    kind: 'deferred',
    refs: [{ collection: CUSTOMERS, ref }],
    finish: (found) => {
      const key = found.key(CUSTOMERS, ref) ?? ref;
      const saving = { action: 'update', key, payload: { key, ...sent }, hashed: sent } as const;
      return checkAddress(fields) ?? saveItem(saving, customer, context);
    },
  };
};

/** An action on what an id leads to: the payload holds the key beside the id, `data_hash` knows the id alone. */
const deleteBy =
  (action: string, argument: string, names: { readonly ref: string; readonly field: string }): ItemMapper =>
  (args) => {
    const id = requiredInt(args, argument);
    const ref = `${names.ref}:${id}`;
    const sent = { [names.field]: id };
    return {
      kind: 'deferred',
      refs: [{ collection: CUSTOMERS, ref }],
      finish: (found) => {
        const key = found.key(CUSTOMERS, ref) ?? ref;
        return { kind: 'operation', action, key, payload: { key, ...sent }, hashed: sent };
      },
    };
  };

/** `DELETE /customers/:customerId`. */
export const mapCustomerDelete = deleteBy('delete', 'customerId', { ref: 'id', field: 'customer_id' });

/** `DELETE /addresses/:addressId`. */
export const mapAddressDelete = deleteBy('delete-address', 'addressId', {
  ref: 'address',
  field: 'address_id',
});

/** What a password is shown as: not even its length is told. */
const HIDDEN = '***';

const NOT_SENT: ReadonlySet<string> = new Set([
  'key',
  'customer_id',
  'password_sealed',
  'password_hash_sealed',
]);

/** The item of a create or an update, its passwords hidden. */
export function customerItem(payload: JsonObject): JsonObject {
  const { customer_id: id } = payload;
  return {
    customer: { ...(id === undefined ? {} : { id }), ...without(payload, NOT_SENT) },
    ...(payload.password_sealed === undefined ? {} : { password: HIDDEN }),
    ...(payload.password_hash_sealed === undefined ? {} : { passwordHash: HIDDEN }),
  };
}

/** The items of the deletes. */
export const customerDeleteItem = ({ customer_id }: JsonObject): JsonObject => ({ customerId: customer_id });
export const addressDeleteItem = ({ address_id }: JsonObject): JsonObject => ({ addressId: address_id });
