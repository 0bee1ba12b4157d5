import { z } from 'zod';
import { openObject } from '../open-object';
import { customAttribute, type CustomAttribute } from './product';

/** A customer is one e-mail address, in any case, on one website (architecture, aggregates). */
export const customerKey = (websiteId: number, email: string): string =>
  `${websiteId}:${email.toLowerCase()}`;

const text = z.string().nullish();
const int = z.int().nullish();

/** An address has these once; null says: nothing there. */
const addressFields = {
  region: openObject.nullish(),
  region_id: int,
  country_id: text,
  street: z.array(z.string().nullable()).nullish(),
  company: text,
  telephone: text,
  fax: text,
  postcode: text,
  city: text,
  firstname: text,
  lastname: text,
  middlename: text,
  prefix: text,
  suffix: text,
  vat_id: text,
  extension_attributes: z.unknown().optional(),
};

/** The names of the plain fields of an address. */
export const ADDRESS_FIELDS = Object.keys(addressFields) as (keyof typeof addressFields)[];

/** An address as sent: one with the id of the customer's own is merged into it, one without is added. */
export const addressPayload = z.object({
  id: int,
  ...addressFields,
  default_billing: z.boolean().nullish(),
  default_shipping: z.boolean().nullish(),
  custom_attributes: z.array(customAttribute).nullish(),
  attributes: openObject.optional(),
});
export type AddressPayload = z.infer<typeof addressPayload>;

const profileFields = {
  group_id: int,
  store_id: int,
  prefix: text,
  firstname: text,
  middlename: text,
  lastname: text,
  suffix: text,
  dob: text,
  gender: int,
  taxvat: text,
  confirmation: text,
  created_at: text,
  created_in: text,
  disable_auto_group_change: int,
  extension_attributes: z.unknown().optional(),
};

/** The names of the plain fields of a customer. */
export const PROFILE_FIELDS = Object.keys(profileFields) as (keyof typeof profileFields)[];

/** Passwords travel sealed, whether they are the customer's own words or a hash (decision 9). */
const sentFields = {
  ...profileFields,
  default_billing: text,
  default_shipping: text,
  addresses: z.array(addressPayload).nullish(),
  custom_attributes: z.array(customAttribute).nullish(),
  attributes: openObject.optional(),
  password_sealed: z.string().optional(),
  password_hash_sealed: z.string().optional(),
};

/** Payload of `customer/create`. */
export const customerCreatePayload = z.object({
  website_id: z.int(),
  email: z.string().min(1),
  ...sentFields,
});
export type CustomerCreatePayload = z.infer<typeof customerCreatePayload>;

/** The address a customer was created under, or `id:17` where nobody has that id. */
const key = z.string().min(1);

/** Payload of `customer/update`: what is absent stays; `addresses`, where sent, are all the customer has. */
export const customerUpdatePayload = z.object({
  key,
  customer_id: z.int(),
  website_id: int,
  email: text,
  ...sentFields,
});
export type CustomerUpdatePayload = z.infer<typeof customerUpdatePayload>;

/** Payload of `customer/delete`. */
export const customerDeletePayload = z.object({ key, customer_id: z.int() });
export type CustomerDeletePayload = z.infer<typeof customerDeletePayload>;

/** Payload of `customer/delete-address`; the key is `address:7` where nobody has that address. */
export const addressDeletePayload = z.object({ key, address_id: z.int() });
export type AddressDeletePayload = z.infer<typeof addressDeletePayload>;

/** One address as stored; what has no value is left out. */
export type StoredAddress = {
  readonly [Name in (typeof ADDRESS_FIELDS)[number]]?: NonNullable<AddressPayload[Name]>;
} & {
  readonly id: number;
  readonly custom_attributes?: readonly CustomAttribute[];
  readonly attributes?: Readonly<Record<string, unknown>>;
};

/** A customer as stored: its profile with what has no value left out, its addresses, and a hash of its password. */
export type CustomerDocument = {
  readonly [Name in (typeof PROFILE_FIELDS)[number]]?: NonNullable<CustomerCreatePayload[Name]>;
} & {
  /** As spelled last; another than that of the key where it was changed. */
  readonly email: string;
  readonly website_id: number;
  readonly store_id: number;
  readonly group_id: number;
  /** `YYYY-MM-DD HH:MM:SS`, UTC. */
  readonly created_at: string;
  readonly updated_at: string;
  /** The id of one of the addresses. */
  readonly default_billing: number | null;
  readonly default_shipping: number | null;
  readonly addresses: readonly StoredAddress[];
  readonly custom_attributes: readonly CustomAttribute[];
  readonly attributes: Readonly<Record<string, unknown>>;
  /** Never shown to anybody. */
  readonly password_hash?: string;
};
