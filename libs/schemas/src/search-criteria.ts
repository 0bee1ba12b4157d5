import { likePattern } from './like-pattern';

/** The comparisons a search may ask for (contract magento-bulk 3). `moreq` is another name of `gteq`. */
export const CONDITION_TYPES = [
  'eq',
  'neq',
  'like',
  'nlike',
  'in',
  'nin',
  'gt',
  'lt',
  'gteq',
  'lteq',
  'from',
  'to',
  'null',
  'notnull',
  'finset',
  'moreq',
] as const;
export type ConditionType = (typeof CONDITION_TYPES)[number];

/** One comparison; `value` is a comma-separated list for `in` and `nin`, and unused for `null` and `notnull`. */
export interface SearchFilter {
  readonly field: string;
  readonly value: string;
  readonly conditionType: ConditionType;
}

export interface SearchOrder {
  readonly field: string;
  readonly direction: 'ASC' | 'DESC';
}

/** A search: the groups must all hold, of a group any one filter (contract magento-bulk 3). */
export interface SearchCriteria {
  readonly filterGroups: readonly (readonly SearchFilter[])[];
  readonly sortOrders: readonly SearchOrder[];
  /** Null: everything. */
  readonly pageSize: number | null;
  /** From 1. */
  readonly currentPage: number;
}

/** Decides a value of the stored thing. */
export type ValueTest = (value: unknown) => boolean;

/**
 * Decimal text as a system writes it. Neither `007` nor `1e3` is a number here, nor what a double cannot hold: they
 * may be skus, and two skus must not become equal.
 */
const PLAIN_NUMBER = /^-?(0|[1-9]\d{0,14})(\.\d{1,15})?$/;

const asNumber = (value: unknown): number | null => {
  if (typeof value === 'number') return Number.isNaN(value) ? null : value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return typeof value === 'string' && PLAIN_NUMBER.test(value) ? Number(value) : null;
};

const isNull = (value: unknown): boolean => value === null || value === undefined;

/** Text in one case: the databases behind the imitated system compare without regard to it. */
const asText = (value: unknown): string => {
  if (typeof value === 'string') return value.toLowerCase();
  if (Array.isArray(value)) return value.map(asText).join(',');
  return isNull(value) ? '' : JSON.stringify(value).toLowerCase();
};

const order = <T extends number | string>(left: T, right: T): number =>
  left === right ? 0 : left < right ? -1 : 1;

/**
 * A total order of whatever may be stored: nothing, then numbers (and text that is one) by size, then text without
 * regard to case. Negative, 0 or positive, as for Array.sort.
 */
export function compareValues(left: unknown, right: unknown): number {
  if (isNull(left) || isNull(right)) return Number(isNull(right)) - Number(isNull(left));
  const [leftNumber, rightNumber] = [asNumber(left), asNumber(right)];
  if (leftNumber !== null && rightNumber !== null) return order(leftNumber, rightNumber);
  if (leftNumber !== null) return -1;
  if (rightNumber !== null) return 1;
  return order(asText(left), asText(right));
}

const listOf = (text: string): string[] => text.split(',').map((item) => item.trim());

const equalsAny = (items: readonly string[]): ValueTest => {
  const texts = new Set(items.map(asText));
  const numbers = new Set(items.map(asNumber).filter((number) => number !== null));
  return (value) => {
    const number = asNumber(value);
    return number === null ? texts.has(asText(value)) : numbers.has(number);
  };
};

/** The stored value is the list: an array, or text with commas. */
const holds = (wanted: string): ValueTest => {
  const isWanted = equalsAny([wanted]);
  return (value) => {
    const items: readonly unknown[] = Array.isArray(value) ? value : asText(value).split(',');
    return items.some(isWanted);
  };
};

const ordered =
  (wanted: string, accepts: (comparison: number) => boolean): ValueTest =>
  (value) =>
    accepts(compareValues(value, wanted));

const likes = (pattern: string): ValueTest => {
  const matches = likePattern(pattern.toLowerCase());
  return (value) => matches(asText(value));
};

const not =
  (test: ValueTest): ValueTest =>
  (value) =>
    !test(value);

type Present = Exclude<ConditionType, 'null' | 'notnull'>;

const TESTS: Readonly<Record<Present, (wanted: string) => ValueTest>> = {
  eq: (wanted) => equalsAny([wanted]),
  neq: (wanted) => not(equalsAny([wanted])),
  like: likes,
  nlike: (wanted) => not(likes(wanted)),
  in: (wanted) => equalsAny(listOf(wanted)),
  nin: (wanted) => not(equalsAny(listOf(wanted))),
  gt: (wanted) => ordered(wanted, (comparison) => comparison > 0),
  lt: (wanted) => ordered(wanted, (comparison) => comparison < 0),
  gteq: (wanted) => ordered(wanted, (comparison) => comparison >= 0),
  lteq: (wanted) => ordered(wanted, (comparison) => comparison <= 0),
  from: (wanted) => ordered(wanted, (comparison) => comparison >= 0),
  to: (wanted) => ordered(wanted, (comparison) => comparison <= 0),
  finset: holds,
  moreq: (wanted) => ordered(wanted, (comparison) => comparison >= 0),
};

/** The test a filter stands for, to be used many times. As in SQL, what is not there fulfils `null` alone. */
export function compileFilter({ conditionType, value: wanted }: Omit<SearchFilter, 'field'>): ValueTest {
  if (conditionType === 'null') return isNull;
  if (conditionType === 'notnull') return not(isNull);
  const test = TESTS[conditionType](wanted);
  return (value) => !isNull(value) && test(value);
}

/** Whether a stored value fulfils the filter. */
export function matchesFilter(filter: Omit<SearchFilter, 'field'>, value: unknown): boolean {
  return compileFilter(filter)(value);
}
