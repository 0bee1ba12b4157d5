import { z } from 'zod';
import { openObject } from '../open-object';
import { customAttribute, type CustomAttribute } from './product';

/** The category that new ones belong to unless told, and the one above it: neither can be deleted. */
export const DEFAULT_CATEGORY_ID = 2;
export const ROOT_CATEGORY_ID = 1;

/** Values that differ per store scope. */
const scopedFields = {
  name: z.string().nullish(),
  is_active: z.boolean().nullish(),
  include_in_menu: z.boolean().nullish(),
  available_sort_by: z.array(z.string()).nullish(),
  custom_attributes: z.array(customAttribute).optional(),
};

const id = z.int();

/** Payload of `category/create` and `/update`; whoever accepts a create has taken the id (ADR 22). */
export const categoryPayload = z.object({
  id,
  parent_id: z.int().nullish(),
  position: z.int().nullish(),
  ...scopedFields,
  attributes: openObject.optional(),
});
export type CategoryPayload = z.infer<typeof categoryPayload>;

/** Payload of `category/delete`. */
export const categoryDeletePayload = z.object({ id });

/** Payload of `category/move`. */
export const categoryMovePayload = z.object({ id, parent_id: z.int(), after_id: z.int().nullish() });
export type CategoryMovePayload = z.infer<typeof categoryMovePayload>;

/** Payload of `category/add-product`. */
export const categoryProductPayload = z.object({
  id,
  sku: z.string().min(1),
  position: z.int().nullish(),
  attributes: openObject.optional(),
});
export type CategoryProductPayload = z.infer<typeof categoryProductPayload>;

/** Payload of `category/remove-product`. */
export const categoryRemoveProductPayload = z.object({ id, sku: z.string().min(1) });

/** The values of one store scope; absent means: look one scope further out. */
export interface CategoryValues {
  readonly name?: string | null;
  readonly is_active?: boolean | null;
  readonly include_in_menu?: boolean | null;
  readonly available_sort_by?: readonly string[] | null;
  readonly custom_attributes?: readonly CustomAttribute[];
}

/** A product in a category. */
export interface CategoryProduct {
  readonly sku: string;
  readonly position: number;
}

/**
 * A category as stored: its global values stand at the top, as in the built-in ones. One whose ancestors are not all
 * there counts as gone.
 */
export interface CategoryDocument extends CategoryValues {
  /** 0 above the root. */
  readonly parent_id: number;
  readonly position: number;
  readonly stores?: readonly { readonly code: string; readonly values: CategoryValues }[];
  readonly products?: readonly CategoryProduct[];
  /** `YYYY-MM-DD HH:MM:SS`, UTC; absent of a built-in one. */
  readonly created_at?: string;
  readonly updated_at?: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}
