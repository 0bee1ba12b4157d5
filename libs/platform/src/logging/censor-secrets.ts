const SECRET_NAMES = new Set(['password', 'authorization', 'Authorization', 'token', 'cookie', 'secret']);
/** Enough for `req.headers.authorization`; payloads are never logged at all. */
const MAX_DEPTH = 3;
const CENSORED = '***';

/** What a serializer of the logger rewrites anyway; a copy of an error would no longer be one. */
const SERIALIZED = new Set(['err', 'error']);

type Fields = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

function shown(name: string, value: unknown, depth: number): unknown {
  if (SECRET_NAMES.has(name)) return value === undefined ? value : CENSORED;
  if (depth === MAX_DEPTH || !isObject(value)) return value;
  return depth === 1 && SERIALIZED.has(name) ? value : censorSecrets(value, depth + 1);
}

const copyOf = (fields: Fields): Record<string, unknown> =>
  Array.isArray(fields) ? Object.assign([], fields) : { ...fields };

/**
 * The fields of a log line with `***` in place of what is named like a secret, three levels deep. Copies only what it
 * changes: nearly every line comes back as it is, which is why pino's own redaction is not used (it rewrites every
 * line, and was half of what a line cost: measured).
 */
export function censorSecrets(fields: Fields, depth = 1): Fields {
  let censored: Record<string, unknown> | null = null;
  for (const [name, value] of Object.entries(fields)) {
    const instead = shown(name, value, depth);
    if (instead === value) continue;
    censored ??= copyOf(fields);
    censored[name] = instead;
  }
  return censored ?? fields;
}
