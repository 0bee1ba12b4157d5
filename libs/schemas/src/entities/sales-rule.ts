import { z } from 'zod';
import { openObject } from '../open-object';

const text = z.string().nullish();
const int = z.int().nullish();
const float = z.number().nullish();
const flag = z.boolean().nullish();
const ints = z.array(z.int().nullable()).nullish();

/** What a rule is made of beside its coupons; conditions are kept as they were sent. */
const fields = {
  name: text,
  store_labels: z.unknown().optional(),
  description: text,
  website_ids: ints,
  customer_group_ids: ints,
  from_date: text,
  to_date: text,
  uses_per_customer: int,
  is_active: flag,
  condition: z.unknown().optional(),
  action_condition: z.unknown().optional(),
  stop_rules_processing: flag,
  is_advanced: flag,
  product_ids: ints,
  sort_order: int,
  simple_action: text,
  discount_amount: float,
  discount_qty: float,
  discount_step: int,
  apply_to_shipping: flag,
  times_used: int,
  is_rss: flag,
  coupon_type: text,
  use_auto_generation: flag,
  uses_per_coupon: int,
  simple_free_shipping: text,
};

/** The names of a rule's fields, in the order they are printed. */
export const SALES_RULE_FIELDS: readonly string[] = Object.keys(fields);

/** Payload of `sales_rule/create` and `sales_rule/update`: what is absent stays as it is. */
export const salesRulePayload = z.object({
  rule_id: z.int(),
  ...fields,
  attributes: openObject.optional(),
});
export type SalesRulePayload = z.infer<typeof salesRulePayload>;

/** Payload of `sales_rule/generate`: how many codes, and what they look like. */
export const couponSpecPayload = z.object({
  rule_id: z.int(),
  quantity: int,
  length: int,
  /** `alphanum`, `alpha` or `num`. */
  format: text,
  delimiter: text,
  delimiter_at_every: int,
  prefix: text,
  suffix: text,
  attributes: openObject.optional(),
});
export type CouponSpecPayload = z.infer<typeof couponSpecPayload>;

/** A generated coupon. */
export interface Coupon {
  readonly coupon_id: number;
  readonly code: string;
  /** `YYYY-MM-DD HH:MM:SS`, UTC. */
  readonly created_at: string;
  /** The same for all coupons of one operation; absent in what version 0.1.0 stored. */
  readonly batch?: string;
}

/** What generating answers where the codes would outgrow an outcome: they are the rule's coupons of that batch. */
export interface CouponBatch {
  /** The rule's. */
  readonly id: number;
  readonly batch: string;
}

/** A rule as stored, under its id, with the coupons made for it. */
export type SalesRuleDocument = Omit<SalesRulePayload, 'rule_id' | 'attributes'> & {
  readonly coupons: readonly Coupon[];
  readonly attributes: Readonly<Record<string, unknown>>;
};

/** Codes are compared without regard to case: this is the ref that a rule is found by. */
export const couponRef = (code: string): string => `coupon:${code.toLowerCase()}`;
