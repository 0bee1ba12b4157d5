import { z } from 'zod';
import { openObject } from '../open-object';

/** Codes of groups are case-insensitive. */
export const customerGroupKey = (code: string): string => code.toLowerCase();

const sentFields = {
  tax_class_id: z.int().nullish(),
  extension_attributes: z.unknown().optional(),
  attributes: openObject.optional(),
};

/** Payload of `customer_group/create`. */
export const customerGroupCreatePayload = z.object({ code: z.string().min(1), ...sentFields });
export type CustomerGroupCreatePayload = z.infer<typeof customerGroupCreatePayload>;

/** Payload of `customer_group/update`; the key is the code it was created under, or `id:17` where nobody has that id. */
export const customerGroupUpdatePayload = z.object({
  key: z.string().min(1),
  id: z.int(),
  code: z.string().min(1).nullish(),
  ...sentFields,
});
export type CustomerGroupUpdatePayload = z.infer<typeof customerGroupUpdatePayload>;

/** A customer group as stored. */
export interface CustomerGroupDocument {
  /** As spelled last; another than that of the key where it was changed. */
  readonly code: string;
  readonly tax_class_id: number;
  readonly extension_attributes?: unknown;
  readonly attributes: Readonly<Record<string, unknown>>;
}
