import { isJsonObject, type JsonObject } from '../../json';

/** The passwords that were found where they do not belong. */
export interface FoundSecrets {
  readonly password?: string;
  readonly passwordHash?: string;
}

/** What is left of an object, and what was taken out of it. */
export interface Scrubbed extends FoundSecrets {
  readonly clean: unknown;
}

/** Everything that may name a password, in whatever spelling: `pass_word`, `Password-Hash`, `passwordConfirmation`. */
const canonical = (name: string): string =>
  /pass/i.test(name) ? name.replace(/[^a-z0-9]/gi, '').toLowerCase() : '';

const isSecretName = (name: unknown): boolean =>
  typeof name === 'string' && canonical(name).includes('password');

/** A flag about passwords is none. */
const isSecretValue = (value: unknown): boolean => typeof value === 'string' || typeof value === 'number';

/** A custom attribute says its name in a property. */
const codeOf = ({ attribute_code, attributeCode }: JsonObject): unknown => attribute_code ?? attributeCode;

const isSecretAttribute = (value: unknown): value is JsonObject =>
  isJsonObject(value) && isSecretName(codeOf(value)) && isSecretValue(value.value);

type Find = (name: string, value: unknown) => void;

function scrubList(list: readonly unknown[], find: Find): readonly unknown[] {
  const kept = list.flatMap((value) => {
    if (!isSecretAttribute(value)) return [scrub(value, find)];
    find(String(codeOf(value)), value.value);
    return [];
  });
  return kept.length === list.length && kept.every((value, index) => value === list[index]) ? list : kept;
}

function scrubObject(object: JsonObject, find: Find): JsonObject {
  let changed = false;
  const kept: [string, unknown][] = [];
  for (const key of Object.keys(object)) {
    const value = object[key];
    const inner = isSecretAttribute(value) ? value.value : value;
    if (isSecretName(key) && isSecretValue(inner)) {
      find(key, inner);
      changed = true;
      continue;
    }
    const clean = scrub(value, find);
    changed ||= clean !== value;
    kept.push([key, clean]);
  }
  return changed ? Object.fromEntries(kept) : object;
}

/** Nearly every customer holds none: what holds none is handed on as it is. */
function scrub(value: unknown, find: Find): unknown {
  if (Array.isArray(value)) return scrubList(value as readonly unknown[], find);
  return isJsonObject(value) ? scrubObject(value, find) : value;
}

/**
 * Takes every text that goes by the name of a password out of what was sent as a customer, at any depth and among its
 * custom attributes: it would be stored in clear. What is called `password` or `password_hash`, in any spelling, is
 * handed out as if it had been sent beside the customer; the rest is dropped.
 */
export function takeSecrets(sent: unknown): Scrubbed {
  const found = new Map<string, string>();
  const clean = scrub(sent, (name, value) => {
    const key = canonical(name);
    if (!found.has(key)) found.set(key, String(value));
  });
  const password = found.get('password');
  const passwordHash = found.get('passwordhash');
  return {
    clean,
    ...(password === undefined ? {} : { password }),
    ...(passwordHash === undefined ? {} : { passwordHash }),
  };
}
