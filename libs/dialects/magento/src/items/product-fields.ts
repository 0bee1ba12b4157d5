import type { ProductUpsertPayload } from '@sluice/schemas';
import type { ScalarType } from './scalar';

/** The scalar properties of a payload. */
export type ScalarTarget = Exclude<
  keyof ProductUpsertPayload,
  'custom_attributes' | 'attributes' | ProductListName | ExtensionListName
>;

/** The lists of a product that are properties of it. */
export type ProductListName = 'product_links' | 'options' | 'media_gallery_entries';

/** The lists that travel in its extension attributes. */
export type ExtensionListName = 'website_ids' | 'configurable_product_links' | 'configurable_product_options';

/** A property of Magento's product that Sluice knows: its type, and where it goes. */
export interface ProductField {
  readonly type: ScalarType;
  /** Null: checked, then dropped, because only the server writes it. */
  readonly target: ScalarTarget | null;
}

const FIELDS: Readonly<Record<string, ProductField>> = {
  id: { type: 'int', target: null },
  sku: { type: 'string', target: 'sku' },
  name: { type: 'string', target: 'name' },
  attribute_set_id: { type: 'int', target: 'attribute_set_id' },
  price: { type: 'float', target: 'price' },
  status: { type: 'int', target: 'status' },
  visibility: { type: 'int', target: 'visibility' },
  type_id: { type: 'string', target: 'type_id' },
  created_at: { type: 'string', target: 'created_at' },
  updated_at: { type: 'string', target: null },
  weight: { type: 'float', target: 'weight' },
};

/** The property that is a list of its own kind. */
export const CUSTOM_ATTRIBUTES = 'custom_attributes';

/** The property whose own properties are of many modules. */
export const EXTENSION_ATTRIBUTES = 'extension_attributes';

/** Lists that Magento prints even when there is nothing in them. */
export const LIST_PROPERTIES = [
  EXTENSION_ATTRIBUTES,
  'product_links',
  'options',
  'media_gallery_entries',
  'tier_prices',
] as const;

/** `type_id` -> `typeId`, the other spelling that is accepted. */
export const camelCase = (name: string): string =>
  name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

const bothSpellings = <T>(entries: readonly (readonly [string, T])[]): ReadonlyMap<string, T> =>
  new Map(entries.flatMap(([name, value]) => [[name, value] as const, [camelCase(name), value] as const]));

/** The scalar properties by either spelling. */
export const PRODUCT_FIELDS = bothSpellings(Object.entries(FIELDS));

/** The snake_case name of every property that is no scalar but has two spellings. */
export const COMPOUND_NAMES = bothSpellings(
  [CUSTOM_ATTRIBUTES, ...LIST_PROPERTIES].map((name) => [name, name] as const),
);

/** Whether a key of `attributes` would collide with a property that is printed from somewhere else. */
export const isReservedName = (name: string): boolean =>
  PRODUCT_FIELDS.has(name) || COMPOUND_NAMES.get(name) === CUSTOM_ATTRIBUTES;
