import { z } from 'zod';
import { openObject } from '../open-object';
import {
  productLists,
  type ChildProduct,
  type ConfigurableOption,
  type CustomOption,
  type MediaEntry,
  type ProductLink,
} from './product-parts';

/** Skus are case-insensitive: two spellings are one product (architecture, aggregates; mechanics 1). */
export const canonicalSku = (sku: string): string => sku.toLowerCase();

/** One custom attribute; the code comes from outside and is data, never a path or an operator. */
export const customAttribute = z.object({ attribute_code: z.string(), value: z.unknown() });
export type CustomAttribute = z.infer<typeof customAttribute>;

/** The values that differ per store scope (contract magento-bulk 8, "Create or update"). */
const scopedFields = {
  name: z.string().nullish(),
  status: z.int().nullish(),
  visibility: z.int().nullish(),
  custom_attributes: z.array(customAttribute).optional(),
};

/** The values a product has once for all store scopes. */
const globalFields = {
  type_id: z.string().nullish(),
  attribute_set_id: z.int().nullish(),
  price: z.number().nullish(),
  weight: z.number().nullish(),
  created_at: z.string().nullish(),
};

/**
 * Payload of `product/upsert`: what is absent stays as it is, custom attributes merge by code, `attributes` holds
 * every property of the sender's dialect that Sluice has no field for and is merged key by key. The lists replace what
 * is there; parts that carry their id keep it.
 */
export const productUpsertPayload = z.object({
  sku: z.string().min(1),
  ...scopedFields,
  ...globalFields,
  ...productLists,
  attributes: openObject.optional(),
});
export type ProductUpsertPayload = z.infer<typeof productUpsertPayload>;

/** Payload of `product/delete`. */
export const productDeletePayload = z.object({ sku: z.string().min(1) });
export type ProductDeletePayload = z.infer<typeof productDeletePayload>;

/** The values of one store scope as stored; absent means: look one scope further out. */
export interface ProductValues {
  readonly name?: string | null;
  readonly status?: number | null;
  readonly visibility?: number | null;
  readonly custom_attributes: readonly CustomAttribute[];
}

/** One product as stored: global fields, the global values, and one set of values per store view that has its own. */
export interface ProductDocument {
  /** As the creator spelled it; the key is its canonical form. */
  readonly sku: string;
  readonly type_id: string;
  readonly attribute_set_id: number;
  readonly price?: number | null;
  readonly weight?: number | null;
  /** `YYYY-MM-DD HH:MM:SS`, UTC. */
  readonly created_at: string;
  readonly updated_at: string;
  readonly global: ProductValues;
  readonly stores: readonly { readonly code: string; readonly values: ProductValues }[];
  readonly attributes: Readonly<Record<string, unknown>>;
  /** The lists are absent until somebody writes them, as in documents from before there were any. */
  readonly media?: readonly MediaEntry[];
  readonly links?: readonly ProductLink[];
  readonly options?: readonly CustomOption[];
  /** Absent: the website of the default store view. */
  readonly website_ids?: readonly number[];
  readonly children?: readonly ChildProduct[];
  readonly configurable_options?: readonly ConfigurableOption[];
}
