import { z } from 'zod';
import { openObject } from '../open-object';

const stockId = z.int();

/** Payload of `stock/create`; the id was taken by whoever accepted it. */
export const stockCreatePayload = z.object({
  stock_id: stockId,
  name: z.string().nullish(),
  attributes: openObject.optional(),
});
export type StockCreatePayload = z.infer<typeof stockCreatePayload>;

const stockLinkRow = z.object({
  source_code: z.string().nullish(),
  priority: z.int().nullish(),
  attributes: openObject.optional(),
});
export type StockLinkRow = z.infer<typeof stockLinkRow>;

/** Payload of `stock/link`: sources that are assigned to one stock, in the order sent. */
export const stockLinksPayload = z.object({ stock_id: stockId, links: z.array(stockLinkRow).min(1) });

/** A source that a stock draws from; the lowest priority comes first. Identified by the canonical source code. */
export interface StockLink {
  readonly source_code: string;
  readonly priority: number;
  readonly attributes?: Readonly<Record<string, unknown>>;
}

/** A stock: what is sold together, from linked sources. */
export interface StockDocument {
  readonly name: string;
  readonly links: readonly StockLink[];
  readonly attributes: Readonly<Record<string, unknown>>;
}
