import type { AppConfigSchema, ConfigOf } from './app-config';
import { SETTINGS, findSetting } from './settings';
import { suggestName } from './suggest-name';

const PREFIX = 'SLUICE_';
const SHOWN_CHARS = 60;

/** What a process is started with. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** All that is wrong with an environment, one line a variable: its name, what is wrong, what is expected. */
export class ConfigError extends Error {
  public override readonly name = 'ConfigError';

  public constructor(public readonly lines: readonly string[]) {
    super(lines.join('\n'));
  }
}

/**
 * Parses an app's settings from an environment. Throws one ConfigError that names every mistake at once. An empty
 * value counts as unset. Settings of other apps are tolerated (apps share an environment), but a `SLUICE_` name that
 * no app has is a mistake.
 */
export function loadConfig<S extends AppConfigSchema<never>>(schema: S, env: Environment): ConfigOf<S> {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = schema.safeParse(given);
  const wrong = parsed.success ? [] : parsed.error.issues.map((issue) => String(issue.path[0]));
  const lines = [...new Set(wrong)].map((name) => describeMistake(name, env[name]));
  lines.push(...unknownNames(env));
  if (lines.length > 0 || !parsed.success) {
    throw new ConfigError(lines);
  }
  return parsed.data;
}

function describeMistake(name: string, value: string | undefined): string {
  const setting = findSetting(name);
  const expected = `expected ${setting?.expected ?? 'another value'}`;
  if (value === undefined || value === '') {
    return `${name}: is not set; ${expected}`;
  }
  return `${name}: ${setting?.mask === undefined ? quote(value) : 'its value (not shown)'} is not valid; ${expected}`;
}

function quote(value: string): string {
  return JSON.stringify(value.length > SHOWN_CHARS ? `${value.slice(0, SHOWN_CHARS)}…` : value);
}

function unknownNames(env: Environment): string[] {
  const known = Object.keys(SETTINGS);
  return Object.keys(env)
    .filter((name) => name.startsWith(PREFIX) && findSetting(name) === undefined)
    .sort()
    .map((name) => {
      const near = suggestName(name, known);
      return `${name}: is not a setting; ${near === undefined ? `expected one of ${known.join(', ')}` : `did you mean ${near}?`}`;
    });
}
