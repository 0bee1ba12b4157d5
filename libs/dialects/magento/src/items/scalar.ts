/** The scalar types of the service's arguments, named as the error texts name them. */
export type ScalarType = 'string' | 'int' | 'float';

const NUMERIC = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?\s*$/i;

function toNumber(value: unknown): number | undefined {
  const number = typeof value === 'string' && NUMERIC.test(value) ? Number(value) : value;
  // JSON.parse makes Infinity of 1e999, and JSON.stringify would make null of that.
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

function toInt(value: unknown): number | undefined {
  const number = toNumber(value);
  return Number.isSafeInteger(number) ? number : undefined;
}

function toText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : undefined;
}

/**
 * The value in that type, null for null, undefined where it is not of the type. Numeric strings pass for numbers and
 * numbers for strings (contract magento-bulk 8, "Types"); nothing is cut: 1.5 is no int.
 */
export function toScalar(type: ScalarType, value: unknown): string | number | null | undefined {
  if (value === null) return null;
  if (type === 'string') return toText(value);
  return type === 'int' ? toInt(value) : toNumber(value);
}

const TRUE = new Set<unknown>([true, 1, '1', 'true']);
const FALSE = new Set<unknown>([false, 0, '0', 'false', '']);

/** The value as a boolean, undefined where it is none; numbers and texts pass as the original takes them. */
export function toBool(value: unknown): boolean | undefined {
  if (TRUE.has(value)) return true;
  return FALSE.has(value) ? false : undefined;
}
