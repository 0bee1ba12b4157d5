/** A map that forgets its oldest entries above a number. */
export interface BoundedMap<Value> {
  get(key: string): Value | undefined;
  /** Counts as new, also where the key was there. */
  set(key: string, value: Value): void;
  delete(key: string): void;
}

/** Makes one of at most `limit` entries: what callers send must not grow our memory. */
export function boundedMap<Value>(limit: number): BoundedMap<Value> {
  const entries = new Map<string, Value>();
  return {
    get: (key) => entries.get(key),
    set: (key, value) => {
      entries.delete(key);
      entries.set(key, value);
      if (entries.size <= limit) return;
      for (const oldest of entries.keys()) {
        entries.delete(oldest);
        return;
      }
    },
    delete: (key) => {
      entries.delete(key);
    },
  };
}
