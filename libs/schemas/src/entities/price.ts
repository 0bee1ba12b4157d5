import { z } from 'zod';
import { openObject } from '../open-object';

/** What every row of a price list may carry beside its own fields: what only its sender's dialect knows. */
const attributes = openObject.optional();

/** Rows may be wrong in every way but their types: what is wrong with one is told when it is applied. */
const storeId = z.int().nullish();
const amount = z.number().nullish();
const text = z.string().nullish();

const basePriceRow = z.object({ store_id: storeId, price: amount, attributes });
export type BasePriceRow = z.infer<typeof basePriceRow>;

const specialPriceRow = z.object({
  store_id: storeId,
  price: amount,
  price_from: text,
  price_to: text,
  attributes,
});
export type SpecialPriceRow = z.infer<typeof specialPriceRow>;

const costRow = z.object({ store_id: storeId, cost: amount, attributes });
export type CostRow = z.infer<typeof costRow>;

const tierPriceRow = z.object({
  price: amount,
  price_type: text,
  website_id: z.int().nullish(),
  customer_group: text,
  quantity: amount,
  attributes,
});
export type TierPriceRow = z.infer<typeof tierPriceRow>;

const sku = z.string().min(1);

/** Payloads of the price lists: the rows of one sku, in the order sent. */
export const basePricesPayload = z.object({ sku, prices: z.array(basePriceRow).min(1) });
export const specialPricesPayload = z.object({ sku, prices: z.array(specialPriceRow).min(1) });
export const costsPayload = z.object({ sku, prices: z.array(costRow).min(1) });
export const tierPricesPayload = z.object({ sku, prices: z.array(tierPriceRow).min(1) });

/** Payload of `price/tier-add`: one fixed price for a group named by its id, or by `all`. */
export const tierAddPayload = z.object({
  sku,
  customer_group_id: z.string(),
  quantity: z.number(),
  price: z.number(),
});
export type TierAddPayload = z.infer<typeof tierAddPayload>;

type Attributes = Readonly<Record<string, unknown>>;

/** A price in one store; 0 stands for all that have none of their own. Identified by its store. */
export interface BasePrice {
  readonly store_id: number;
  readonly price: number;
  readonly attributes?: Attributes;
}

/** A special price; dates are `YYYY-MM-DD HH:MM:SS`, null without a bound. Identified by its store. */
export interface SpecialPrice extends BasePrice {
  readonly price_from: string | null;
  readonly price_to: string | null;
}

/** A cost, identified by its store. */
export interface Cost {
  readonly store_id: number;
  readonly cost: number;
  readonly attributes?: Attributes;
}

/** A tier price, identified by website (0: all), customer group (in any case) and quantity. */
export interface TierPrice {
  /** The price itself, or the percentage taken off. */
  readonly price: number;
  readonly price_type: 'fixed' | 'discount';
  readonly website_id: number;
  /** The code of a group, or `ALL GROUPS`. */
  readonly customer_group: string;
  readonly quantity: number;
  readonly attributes?: Attributes;
}

/** All prices of one sku; there is none where every list would be empty. */
export interface PriceDocument {
  /** As its first writer spelled it; the key is its canonical form. */
  readonly sku: string;
  readonly base: readonly BasePrice[];
  readonly special: readonly SpecialPrice[];
  readonly cost: readonly Cost[];
  readonly tiers: readonly TierPrice[];
}
