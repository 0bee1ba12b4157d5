import {
  isAlias,
  type CustomerDocument,
  type CustomerGroupDocument,
  type StoredAddress,
} from '@sluice/schemas';
import type { Registry } from '@sluice/registry';
import type { EntityRecord } from '../../entities/entity-reader';
import { unfold } from '../../items/shape';
import { isJsonObject, type JsonObject } from '../../json';
import { fieldsOf, printEntity } from '../../entities/print-entity';

/** The fields of a customer in the order they are printed; its password is not among them. */
const BEFORE_ADDRESSES = [
  'group_id',
  'default_billing',
  'default_shipping',
  'confirmation',
  'created_at',
  'updated_at',
  'created_in',
  'dob',
  'email',
  'firstname',
  'lastname',
  'middlename',
  'prefix',
  'suffix',
  'gender',
  'store_id',
  'taxvat',
  'website_id',
] as const;

/** The fields that a search may name. */
export const CUSTOMER_FIELDS: readonly string[] = ['id', 'entity_id', ...BEFORE_ADDRESSES];

const ADDRESS_TEXTS = [
  'country_id',
  'street',
  'company',
  'telephone',
  'fax',
  'postcode',
  'city',
  'firstname',
  'lastname',
  'middlename',
  'prefix',
  'suffix',
  'vat_id',
] as const;

const NO_REGION = 0;

/** The region as an object, and its id once more beside it, as the original prints them. */
function regionOf({ region, region_id }: StoredAddress): [string, unknown][] {
  const sent: JsonObject = region ?? {};
  const id = region_id ?? (typeof sent.region_id === 'number' ? sent.region_id : NO_REGION);
  const known = { region_code: sent.region_code ?? null, region: sent.region ?? null, region_id: id };
  const others = unfold(sent);
  return [
    ['region', isJsonObject(others) ? { ...others, ...known } : known],
    ['region_id', id],
  ];
}

/** Whose address it is. */
export interface AddressOwner {
  readonly id: number | null;
  readonly document: CustomerDocument;
}

/** Magento's JSON of an address; a flag is printed where it is set. */
export function addressView({ id, document }: AddressOwner, address: StoredAddress): JsonObject {
  const custom = address.custom_attributes ?? [];
  return printEntity(
    [
      ['id', address.id],
      ['customer_id', id],
      ...regionOf(address),
      ...fieldsOf(ADDRESS_TEXTS, address),
      ['default_shipping', document.default_shipping === address.id ? true : null],
      ['default_billing', document.default_billing === address.id ? true : null],
      ['extension_attributes', address.extension_attributes],
      ['custom_attributes', custom.length === 0 ? null : custom],
    ],
    address.attributes,
  );
}

/** The id of an address is a text there. */
const defaultText = (id: number | null): string | null => (id === null ? null : String(id));

/** Magento's JSON of a customer; null for what is only a name held for one. Its password hash is nobody's to read. */
export function customerView({ id, document }: EntityRecord): JsonObject | null {
  if (isAlias(document)) return null;
  const customer = document as CustomerDocument;
  const { default_billing, default_shipping, custom_attributes, attributes } = customer;
  const printed = {
    ...customer,
    default_billing: defaultText(default_billing),
    default_shipping: defaultText(default_shipping),
  };
  const known = [
    ['id', id] as const,
    ...fieldsOf(BEFORE_ADDRESSES, printed),
    [
      'addresses',
      customer.addresses.map((address) => addressView({ id, document: customer }, address)),
    ] as const,
    ...fieldsOf(['disable_auto_group_change', 'extension_attributes'], {
      disable_auto_group_change: 0,
      ...customer,
    }),
    ['custom_attributes', custom_attributes.length === 0 ? null : custom_attributes] as const,
    // Nothing that its sender knows may look like one.
    ['password_hash', null] as const,
  ];
  return printEntity(known, attributes);
}

/** Magento's JSON of a customer group; null for what is only a code held for one. */
export function groupView({ id, document }: EntityRecord, { taxClasses }: Registry): JsonObject | null {
  if (isAlias(document)) return null;
  const { code, tax_class_id, extension_attributes, attributes } = document as CustomerGroupDocument;
  const taxClass = taxClasses.find((one) => one.class_id === tax_class_id);
  return printEntity(
    [
      ['id', id],
      ['code', code],
      ['tax_class_id', tax_class_id],
      ['tax_class_name', taxClass?.class_name],
      ['extension_attributes', extension_attributes],
    ],
    attributes,
  );
}
