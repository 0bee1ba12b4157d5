type JsonObject = Readonly<Record<string, unknown>>;

const sameList = (before: readonly unknown[], after: readonly unknown[]): boolean =>
  before.length === after.length && before.every((item, index) => sameJson(item, after[index]));

function sameObject(before: JsonObject, after: JsonObject): boolean {
  const names = Object.keys(before);
  if (names.length !== Object.keys(after).length) return false;
  return names.every((name) => Object.hasOwn(after, name) && sameJson(before[name], after[name]));
}

/**
 * Whether two JSON values say the same: the order of properties means nothing, that of lists does. Stops at the
 * first difference, which is what an update has; the general deep comparison of the platform costs several times as
 * much. Values are at most as deep as a body may be.
 */
export function sameJson(before: unknown, after: unknown): boolean {
  if (before === after) return true;
  if (typeof before !== 'object' || typeof after !== 'object' || before === null || after === null)
    return false;
  if (Array.isArray(before)) return Array.isArray(after) && sameList(before, after);
  return !Array.isArray(after) && sameObject(before as JsonObject, after as JsonObject);
}
