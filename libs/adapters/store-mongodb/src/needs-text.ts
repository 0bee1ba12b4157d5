/** Deeper than the server takes (180): nobody needs to look there. */
const DEEPEST = 200;

/** Present since V8 11; the language level of the project does not name it yet. */
interface WellFormed {
  isWellFormed(): boolean;
}

/** False for text with a lone surrogate, which UTF-8 cannot carry. */
export const isWellFormed = (text: string): boolean => (text as unknown as WellFormed).isWellFormed();

/**
 * `_bsontype` and `$ref` make the driver take data for types of its own; an array under a name that every object
 * inherits (`__proto__`, `constructor`) comes back as raw bytes, because its lookup table is a plain object.
 */
const MISTAKEN_NAMES: ReadonlySet<string> = new Set([
  '_bsontype',
  '$ref',
  ...Object.getOwnPropertyNames(Object.prototype),
]);

/** NUL ends a name in BSON. */
const isAwkwardName = (name: string): boolean =>
  MISTAKEN_NAMES.has(name) || name.includes('\0') || !isWellFormed(name);

const isAwkwardObject = (value: object, depth: number): boolean => {
  if (Array.isArray(value)) return value.some((item) => isAwkward(item, depth));
  for (const name of Object.keys(value)) {
    if (isAwkwardName(name)) return true;
    if (isAwkward((value as Record<string, unknown>)[name], depth)) return true;
  }
  return false;
};

const isAwkward = (value: unknown, depth: number): boolean => {
  if (typeof value === 'string') return !isWellFormed(value);
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return false;
  return isAwkwardObject(value, depth + 1);
};

/** True for JSON data that would not come back from BSON as it was written, or that the driver cannot encode. */
export const needsText = (value: unknown): boolean => isAwkward(value, 0);
