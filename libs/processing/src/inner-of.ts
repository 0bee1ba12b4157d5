/** The inner map or set of a key, made where it is missing. */
export function innerOf<Key, Inner>(outer: Map<Key, Inner>, key: Key, make: () => Inner): Inner {
  const inner = outer.get(key) ?? make();
  outer.set(key, inner);
  return inner;
}
