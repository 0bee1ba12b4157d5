const ANY = '...';

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function objectFits(
  value: Readonly<Record<string, unknown>>,
  shape: Readonly<Record<string, unknown>>,
): boolean {
  const named = Object.keys(shape).filter((key) => key !== ANY);
  const isComplete = ANY in shape || Object.keys(value).length === named.length;
  return isComplete && named.every((key) => Object.hasOwn(value, key) && hasShape(value[key], shape[key]));
}

/**
 * Whether a value is of the shape: the text `...` stands for any value, one that ends so for any text that begins like
 * it, the key `...` for any further properties.
 */
export function hasShape(value: unknown, shape: unknown): boolean {
  if (shape === ANY) return true;
  if (typeof shape === 'string' && shape.endsWith(ANY)) {
    return typeof value === 'string' && value.startsWith(shape.slice(0, -ANY.length));
  }
  if (Array.isArray(shape)) {
    return (
      Array.isArray(value) &&
      value.length === shape.length &&
      shape.every((each, index) => hasShape(value[index], each))
    );
  }
  return isObject(shape) ? isObject(value) && objectFits(value, shape) : Object.is(value, shape);
}
