import {
  SALES_RULE_FIELDS,
  couponRef,
  type Coupon,
  type CouponBatch,
  type SalesRuleDocument,
} from '@sluice/schemas';
import type { EntityRecord } from '../../entities/entity-reader';
import { searchEntities } from '../../entities/search-entities';
import { noSuchEntity } from '../../http/rest-error';
import { isJsonObject, type JsonObject } from '../../json';
import type { EntityView, ReadContext, ReadRow, WholeResult } from '../module';
import { createPartsReader, partKeys, type PartsOf } from './parts-reader';
import { fieldsOf, idKeys, keyOfPath, printEntity } from '../../entities/print-entity';

const RULES = {
  verb: 'GET',
  entity: 'sales_rule',
  access: 'magento:sales:read',
  acl: 'Magento_SalesRule::quote',
} as const;

/** Magento's JSON of a sales rule; its coupons are read by themselves. */
export function ruleView({ key, document }: EntityRecord): JsonObject {
  const rule = document as SalesRuleDocument;
  return printEntity([['rule_id', Number(key)], ...fieldsOf(SALES_RULE_FIELDS, rule)], rule.attributes);
}

/** Generated, in the original's words. */
const GENERATED = 1;

const COUPON_FIELDS = [
  'coupon_id',
  'rule_id',
  'code',
  'usage_limit',
  'usage_per_customer',
  'times_used',
  'expiration_date',
  'is_primary',
  'created_at',
  'type',
];

const couponView = (ruleId: number, rule: SalesRuleDocument, coupon: Coupon): JsonObject =>
  printEntity(
    Object.entries({
      coupon_id: coupon.coupon_id,
      rule_id: ruleId,
      code: coupon.code,
      usage_limit: rule.uses_per_coupon,
      usage_per_customer: rule.uses_per_customer,
      times_used: 0,
      expiration_date: rule.to_date,
      is_primary: false,
      created_at: coupon.created_at,
      type: GENERATED,
    }),
    undefined,
  );

const couponsOf: PartsOf = ({ key, document }) => {
  const rule = document as SalesRuleDocument;
  return rule.coupons.map((coupon) => [coupon.coupon_id, couponView(Number(key), rule, coupon)] as const);
};

/** The coupons that a filter on the rule or the code can mean: those of the rules it leads to. */
const keysOfCoupon =
  ({ entities }: ReadContext) =>
  async (field: string, value: string): Promise<string[] | null> => {
    if (field === 'code') {
      const codes = value.split(',').map((code) => entities.byRef('sales_rule', couponRef(code.trim())));
      return (await Promise.all(codes)).flatMap((rule) => partKeys(rule, couponsOf));
    }
    const ids = field === 'rule_id' ? idKeys(value) : null;
    return ids === null
      ? null
      : (await entities.many('sales_rule', ids)).flatMap((rule) => partKeys(rule, couponsOf));
  };

/** Reading sales rules and coupons back. */
export const RULE_READS: readonly ReadRow[] = [
  {
    ...RULES,
    path: '/salesRules/:ruleId',
    description: 'The sales rule with this id.',
    answer: async ({ entities }, _call, { ruleId }) => {
      const found = await entities.one('sales_rule', keyOfPath(ruleId));
      if (found === null) throw noSuchEntity('No such entity.');
      return ruleView(found);
    },
  },
  {
    ...RULES,
    path: '/salesRules/search',
    description: 'The sales rules that fulfil the search criteria.',
    answer: async (context, call) =>
      searchEntities(context, call, {
        entity: 'sales_rule',
        fields: ['rule_id', ...SALES_RULE_FIELDS],
        toView: ruleView,
        keysOf: (field, value) => (field === 'rule_id' ? idKeys(value) : null),
      }),
  },
  {
    ...RULES,
    path: '/coupons/search',
    description: 'The coupons that fulfil the search criteria.',
    answer: async (context, call) =>
      searchEntities({ ...context, entities: createPartsReader(context.entities, couponsOf) }, call, {
        entity: 'sales_rule',
        fields: COUPON_FIELDS,
        toView: ({ document }) => document as JsonObject,
        keysOf: keysOfCoupon(context),
      }),
  },
];

/** What saving a rule answers. */
export const savedRule: EntityView = async ({ entities }, key) => {
  const found = await entities.one('sales_rule', key);
  return found === null ? null : ruleView(found);
};

const isBatch = (result: unknown): result is CouponBatch => isJsonObject(result) && 'batch' in result;

/** All codes that an operation has made; the rule holds those that would outgrow an outcome. */
export const generatedCodes: WholeResult = async ({ entities }, key, result) => {
  if (!isBatch(result)) return result;
  const { coupons } = ((await entities.one('sales_rule', key))?.document ?? {
    coupons: [],
  }) as SalesRuleDocument;
  return coupons.filter(({ batch }) => batch === result.batch).map(({ code }) => code);
};
