import { z } from 'zod';
import { openObject } from '../open-object';

const open = { attributes: openObject.optional() };

/** A label as a store view shows it. */
const storeLabel = z.object({ store_id: z.int().nullish(), label: z.string().nullish(), ...open });

/** An option of an attribute as sent; `value` is its id where it is known already. */
export const attributeOptionPayload = z.object({
  label: z.string().nullish(),
  value: z.string().nullish(),
  sort_order: z.int().nullish(),
  is_default: z.boolean().nullish(),
  store_labels: z.array(storeLabel).nullish(),
  ...open,
});
export type AttributeOptionPayload = z.infer<typeof attributeOptionPayload>;

/**
 * Payload of `product_attribute/save` and `/update`: what is absent stays as it is, `attributes` is merged key by key,
 * `options` replaces the options that are there.
 */
export const productAttributePayload = z.object({
  attribute_code: z.string().min(1),
  frontend_input: z.string().nullish(),
  default_frontend_label: z.string().nullish(),
  frontend_labels: z.array(storeLabel).nullish(),
  /** `store`, `website` or `global`. */
  scope: z.string().nullish(),
  /** The older way to say `scope: global`: 1. */
  is_global: z.unknown().optional(),
  is_required: z.boolean().nullish(),
  options: z.array(attributeOptionPayload).nullish(),
  ...open,
});
export type ProductAttributePayload = z.infer<typeof productAttributePayload>;

/** Payload of `product_attribute/add-option`. */
export const addAttributeOptionPayload = z.object({
  attribute_code: z.string().min(1),
  option: attributeOptionPayload,
});
export type AddAttributeOptionPayload = z.infer<typeof addAttributeOptionPayload>;

/** An option as stored; `value` is its server-made id. */
export type AttributeOption = Omit<AttributeOptionPayload, 'value'> & {
  readonly value: string;
  readonly label: string;
};

/** An attribute of products as stored; the key is its code. */
export interface ProductAttributeDocument {
  readonly attribute_code: string;
  readonly frontend_input: string;
  readonly default_frontend_label: string | null;
  readonly frontend_labels: readonly z.infer<typeof storeLabel>[];
  /** Where its values may differ: nowhere if `global`. */
  readonly scope: string;
  readonly is_required: boolean;
  readonly options: readonly AttributeOption[];
  readonly attributes: Readonly<Record<string, unknown>>;
}
