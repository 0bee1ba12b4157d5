import {
  MAX_RESULT_BYTES,
  SALES_RULE_FIELDS,
  couponRef,
  type Coupon,
  type CouponBatch,
  type CouponSpecPayload,
  type SalesRuleDocument,
} from '@sluice/schemas';
import type { Applied, AppliedOperation, EntityModel, OperationContext } from '../model';
import { sameJson } from '../same-json';
import { CODE_FORMATS, lengthened, makeCodes, type CodeShape } from './sales-rule-codes';
import { mergeFields, mergeOpen, refuse, timestamp } from './sent-fields';

/** How many codes one call may ask for, and how long one may be; the second is the original's column. */
const MAX_QUANTITY = 10_000;
const MAX_CODE_CHARS = 255;

/** What a rule's coupons may take of the 8 MiB an aggregate may have (mechanics 4). */
const MAX_COUPON_BYTES = 6 * 1024 * 1024;

const DEFAULT_LENGTH = 12;

/** What a rule has when its creator does not say. */
const DEFAULTS = {
  is_active: false,
  coupon_type: 'NO_COUPON',
  use_auto_generation: false,
  times_used: 0,
  coupons: [],
  attributes: {},
} as const;

const INVALID_INPUT = 'One or more input exceptions have occurred.';

const failed = (code: string, reason: string): Applied =>
  refuse(code, `Error occurred when generating coupons: ${reason}`);

function merged(before: object, { payload }: AppliedOperation): SalesRuleDocument {
  const open = before as Readonly<Record<string, unknown>>;
  const fields = mergeFields(SALES_RULE_FIELDS, open, payload);
  const attributes = mergeOpen(open['attributes'] as Record<string, unknown>, payload['attributes']);
  return { ...fields, attributes } as SalesRuleDocument;
}

function save(before: SalesRuleDocument | null, operation: AppliedOperation): Applied {
  if (operation.action === 'create') {
    if (before !== null) return refuse('already_exists', 'The rule already exists.');
    return { kind: 'applied', document: merged(DEFAULTS, operation) };
  }
  if (before === null) return refuse('not_found', 'No such entity.');
  return { kind: 'applied', document: merged(before, operation) };
}

/** What the spec asks for, or the text of what is wrong with it. */
function readSpec(
  spec: CouponSpecPayload,
): { readonly quantity: number; readonly shape: CodeShape } | string {
  const { quantity, length, format, prefix, suffix, delimiter, delimiter_at_every: every } = spec;
  const alphabet = CODE_FORMATS.get(format ?? 'alphanum');
  if (alphabet === undefined) return `Invalid value of "${String(format)}" provided for the format field.`;
  const shape = {
    alphabet,
    length: length ?? DEFAULT_LENGTH,
    delimiter: delimiter ?? '-',
    delimiterEvery: every ?? 0,
    prefix: prefix ?? '',
    suffix: suffix ?? '',
  };
  if (quantity === null || quantity === undefined || quantity <= 0 || shape.length <= 0) return INVALID_INPUT;
  if (quantity > MAX_QUANTITY)
    return `Invalid value of "${String(quantity)}" provided for the quantity field.`;
  const delimiters = shape.delimiterEvery <= 0 ? 0 : Math.ceil(shape.length / shape.delimiterEvery) - 1;
  const chars =
    shape.length + shape.prefix.length + shape.suffix.length + delimiters * shape.delimiter.length;
  if (chars > MAX_CODE_CHARS)
    return `Invalid value of "${String(shape.length)}" provided for the length field.`;
  return { quantity, shape };
}

const allowsCoupons = ({ use_auto_generation, coupon_type }: SalesRuleDocument): boolean =>
  use_auto_generation === true || coupon_type === 'AUTO';

/** The codes, or where to find them. */
function resultOf(batch: CouponBatch, codes: readonly string[]): string {
  const text = JSON.stringify(codes);
  return Buffer.byteLength(text) <= MAX_RESULT_BYTES ? text : JSON.stringify(batch);
}

function generate(
  before: SalesRuleDocument | null,
  spec: CouponSpecPayload,
  context: OperationContext,
): Applied {
  const asked = readSpec(spec);
  if (typeof asked === 'string') return refuse('invalid_input', asked);
  if (before === null) return failed('no_such_rule', `No such entity with rule_id = ${String(spec.rule_id)}`);
  if (!allowsCoupons(before)) {
    return failed('not_allowed', 'Specified rule does not allow automatic coupon generation');
  }
  const { quantity } = asked;
  const shape = lengthened(asked.shape, before.coupons.length + quantity);
  const taken = new Set(before.coupons.map(({ code }) => code.toLowerCase()));
  const codes = makeCodes(context.seed(), { shape, quantity, taken });
  const created_at = timestamp(context.now);
  const batch = context.seed();
  const made = codes.map((code): Coupon => ({
    coupon_id: context.supplies.nextId(),
    code,
    created_at,
    batch,
  }));
  const coupons = [...before.coupons, ...made];
  if (Buffer.byteLength(JSON.stringify(coupons)) > MAX_COUPON_BYTES) {
    return failed('too_many_coupons', `The rule cannot hold ${String(coupons.length)} coupons.`);
  }
  return {
    kind: 'applied',
    document: { ...before, coupons },
    result: resultOf({ id: context.id, batch }, codes),
  };
}

/** Sales rules with the coupons generated for them (contract magento-bulk 7, `salesRules` and `coupons`). */
export const salesRuleModel: EntityModel = {
  apply(document, operation, context): Applied {
    const before = document as SalesRuleDocument | null;
    return operation.action === 'generate'
      ? generate(before, operation.payload as CouponSpecPayload, context)
      : save(before, operation);
  },
  same: (before, after) => before !== null && after !== null && sameJson(before, after),
  result: ({ action }, id) => (action === 'generate' ? null : JSON.stringify({ rule_id: id })),
  refs: (document) => (document as SalesRuleDocument).coupons.map(({ code }) => couponRef(code)),
};
