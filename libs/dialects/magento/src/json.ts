/** An object that came out of JSON.parse: its keys are the sender's, `__proto__` is a key like any other. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether a parsed value is an object and not a list. */
export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
