import { z } from 'zod';
import { openObject } from '../open-object';

/** Source codes are case-insensitive, as the column of the imitated system is. */
export const canonicalSourceCode = (code: string): string => code.toLowerCase();

/** The source that the older stock item stands for (contract magento-bulk 8, "Registry"). */
export const DEFAULT_SOURCE = 'default';

const text = z.string().nullish();

/** Payload of `inventory_source/upsert`: what is absent stays as it is. */
export const sourceUpsertPayload = z.object({
  source_code: z.string().min(1),
  name: text,
  enabled: z.boolean().nullish(),
  country_id: text,
  postcode: text,
  /** All further properties, by the name they are read back under. */
  details: openObject.optional(),
  attributes: openObject.optional(),
});
export type SourceUpsertPayload = z.infer<typeof sourceUpsertPayload>;

/** A place where stock is kept. */
export interface InventorySourceDocument {
  readonly source_code: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly country_id?: string | null;
  readonly postcode?: string | null;
  readonly details?: Readonly<Record<string, unknown>>;
  readonly attributes: Readonly<Record<string, unknown>>;
}
