import { z } from 'zod';
import { openObject } from '../open-object';

const sku = z.string().min(1);

/** A row of a source-item list; what is wrong with one is told when it is applied. */
const sourceItemRow = z.object({
  source_code: z.string().nullish(),
  quantity: z.number().nullish(),
  status: z.int().nullish(),
  attributes: openObject.optional(),
});
export type SourceItemRow = z.infer<typeof sourceItemRow>;

/** Payload of `inventory_item/source-items-save` and `-delete`: the rows of one sku, in the order sent. */
export const sourceItemsPayload = z.object({ sku, source_items: z.array(sourceItemRow).min(1) });

/** Payload of `inventory_item/transfer`: everything of one sku moves from one source to another. */
export const transferPayload = z.object({
  sku,
  origin_source: z.string(),
  destination_source: z.string(),
  unassign_from_origin: z.boolean(),
});
export type TransferPayload = z.infer<typeof transferPayload>;

/**
 * Payload of `inventory_item/stock-item`: what of the stock item is to change. Quantity and availability are those of
 * the default source; `stock_item` holds all else, by the name it is read back under.
 */
export const stockItemPayload = z.object({
  sku,
  quantity: z.number().nullish(),
  is_in_stock: z.boolean().nullish(),
  stock_item: openObject,
});
export type StockItemPayload = z.infer<typeof stockItemPayload>;

/** What there is of a sku at one source. */
export interface SourceItem {
  readonly source_code: string;
  readonly quantity: number;
  /** 1 in stock, 0 out of stock. */
  readonly status: number;
  readonly attributes?: Readonly<Record<string, unknown>>;
}

/** The stock of one sku: one item a source, identified by the canonical source code, and the older stock item. */
export interface InventoryItemDocument {
  /** As its first writer spelled it; the key is its canonical form. */
  readonly sku: string;
  readonly source_items: readonly SourceItem[];
  /** Everything of the stock item but quantity and availability; null where nobody wrote one. */
  readonly stock_item: Readonly<Record<string, unknown>> | null;
}
