import { z } from 'zod';
import { openObject } from '../open-object';

/** What every part has beside its own properties: those of the sender's dialect that Sluice has no field for. */
const open = { attributes: openObject.optional() };

const sku = z.string().min(1);

/** A file as it was sent; only its name outlives the operation. */
const mediaContent = z.object({
  base64_encoded_data: z.string().nullish(),
  type: z.string().nullish(),
  name: z.string().nullish(),
  ...open,
});
export type MediaContent = z.infer<typeof mediaContent>;

/** A media gallery entry as sent: with an id it means the one that has it. */
export const mediaEntryPayload = z.object({
  id: z.int().nullish(),
  media_type: z.string().nullish(),
  label: z.string().nullish(),
  position: z.int().nullish(),
  disabled: z.boolean().nullish(),
  types: z.array(z.string()).nullish(),
  file: z.string().nullish(),
  content: mediaContent.nullish(),
  ...open,
});
export type MediaEntryPayload = z.infer<typeof mediaEntryPayload>;

/** A link to another product as sent; whose link it is stands beside it. */
export const productLinkPayload = z.object({
  sku: z.string().nullish(),
  link_type: z.string().nullish(),
  linked_product_sku: z.string().nullish(),
  linked_product_type: z.string().nullish(),
  position: z.int().nullish(),
  ...open,
});
export type ProductLinkPayload = z.infer<typeof productLinkPayload>;

/** One value of a custom option as sent. */
const customOptionValuePayload = z.object({
  option_type_id: z.int().nullish(),
  title: z.string().nullish(),
  sort_order: z.int().nullish(),
  price: z.number().nullish(),
  price_type: z.string().nullish(),
  sku: z.string().nullish(),
  ...open,
});
export type CustomOptionValuePayload = z.infer<typeof customOptionValuePayload>;

/** A custom option as sent: with an option_id it means the one that has it. */
export const customOptionPayload = z.object({
  product_sku: z.string().nullish(),
  option_id: z.int().nullish(),
  title: z.string().nullish(),
  type: z.string().nullish(),
  sort_order: z.int().nullish(),
  is_require: z.boolean().nullish(),
  price: z.number().nullish(),
  price_type: z.string().nullish(),
  sku: z.string().nullish(),
  file_extension: z.string().nullish(),
  max_characters: z.int().nullish(),
  image_size_x: z.int().nullish(),
  image_size_y: z.int().nullish(),
  values: z.array(customOptionValuePayload).nullish(),
  ...open,
});
export type CustomOptionPayload = z.infer<typeof customOptionPayload>;

/** An option of a configurable product as sent: an attribute its children differ by. */
export const configurableOptionPayload = z.object({
  id: z.int().nullish(),
  attribute_id: z.int().nullish(),
  label: z.string().nullish(),
  position: z.int().nullish(),
  is_use_default: z.boolean().nullish(),
  values: z.array(z.object({ value_index: z.int().nullish(), ...open })).nullish(),
  ...open,
});
export type ConfigurableOptionPayload = z.infer<typeof configurableOptionPayload>;

/** Lists a whole product may bring with it: each replaces the one that is there. */
export const productLists = {
  media_gallery_entries: z.array(mediaEntryPayload).optional(),
  product_links: z.array(productLinkPayload).optional(),
  options: z.array(customOptionPayload).optional(),
  website_ids: z.array(z.int()).optional(),
  /** Server-made ids of the children. */
  configurable_product_links: z.array(z.int()).optional(),
  configurable_product_options: z.array(configurableOptionPayload).optional(),
};

/** Payloads of the actions on parts of a product, by action. */
export const productPartPayloads = {
  'add-media': z.object({ sku, entry: mediaEntryPayload }),
  'update-media': z.object({ sku, entry: mediaEntryPayload }),
  'remove-media': z.object({ sku, entry_id: z.int() }),
  'set-links': z.object({ sku, items: z.array(productLinkPayload) }),
  'save-link': z.object({ sku, link: productLinkPayload }),
  'remove-link': z.object({ sku, type: z.string(), linked_product_sku: z.string() }),
  'add-website': z.object({ sku, website_id: z.int() }),
  'save-option': z.object({ sku, option: customOptionPayload }),
  'remove-option': z.object({ sku, option_id: z.int() }),
  'add-child': z.object({ sku, child_sku: z.string() }),
  'save-configurable-option': z.object({ sku, option: configurableOptionPayload }),
} as const;

type PartPayloads = typeof productPartPayloads;
export type ProductPartAction = keyof PartPayloads;
export type ProductPartPayload<Action extends ProductPartAction> = z.infer<PartPayloads[Action]>;

type Others = Readonly<Record<string, unknown>>;

/** A media gallery entry as stored. */
export interface MediaEntry {
  readonly id: number;
  readonly media_type: string;
  readonly label: string | null;
  readonly position: number;
  readonly disabled: boolean;
  /** What it is shown as (`image`, `thumbnail`): each type belongs to one entry only. */
  readonly types: readonly string[];
  /** Path below the media folder, null where none was sent. */
  readonly file: string | null;
  readonly attributes?: Others;
}

/** A link to another product as stored; its sku as the sender spelled it. */
export interface ProductLink {
  readonly link_type: string;
  readonly linked_product_sku: string;
  readonly linked_product_type: string | null;
  readonly position: number;
  readonly attributes?: Others;
}

/** One value of a custom option as stored. */
export type CustomOptionValue = Omit<CustomOptionValuePayload, 'option_type_id'> & {
  readonly option_type_id: number;
};

/** A custom option as stored. */
export type CustomOption = Omit<CustomOptionPayload, 'option_id' | 'values' | 'product_sku'> & {
  readonly option_id: number;
  readonly values?: readonly CustomOptionValue[];
};

/** An option of a configurable product as stored. */
export type ConfigurableOption = Omit<ConfigurableOptionPayload, 'id'> & { readonly id: number };

/** A child of a configurable product: linked by sku, or by nothing but its id. */
export interface ChildProduct {
  readonly id: number;
  readonly sku: string | null;
}
