import { writeSync } from 'node:fs';
import type { AppConfigSchema, ConfigOf } from './app-config';
import { ConfigError, loadConfig, type Environment } from './load-config';
import { printConfig } from './print-config';

/** sysexits' EX_CONFIG: a supervisor can tell a wrong setting, which no restart cures, from a crash. */
export const CONFIG_EXIT_CODE = 78;

/** Where the settings come from; the process's own arguments and environment unless told. */
export interface ConfigSource {
  readonly argv?: readonly string[];
  readonly env?: Environment;
}

/**
 * The first line of every main.ts: the app's settings. A wrong environment ends the process with code 78 after one
 * line a mistake on stderr; `--print-config` prints the effective settings on stdout and ends it with code 0.
 */
export function readConfigOrExit<S extends AppConfigSchema<never>>(
  schema: S,
  source: ConfigSource = {},
): ConfigOf<S> {
  const config = loadOrExit(schema, source.env ?? process.env);
  if ((source.argv ?? process.argv).includes('--print-config')) {
    // Synchronous: an exit would cut off what a pipe has not taken yet.
    writeSync(process.stdout.fd, printConfig({ ...inOrder(schema, config) }));
    process.exit(0);
  }
  return config;
}

/** Ends the process with code 78 after one line a mistake on stderr. */
export function exitOnConfigError({ lines }: ConfigError): never {
  // Synchronous: an exit would cut off what a pipe has not taken yet.
  writeSync(process.stderr.fd, `The configuration is wrong:\n${lines.map((line) => `  ${line}\n`).join('')}`);
  process.exit(CONFIG_EXIT_CODE);
}

function loadOrExit<S extends AppConfigSchema<never>>(schema: S, env: Environment): ConfigOf<S> {
  try {
    return loadConfig(schema, env);
  } catch (error) {
    if (error instanceof ConfigError) exitOnConfigError(error);
    throw error;
  }
}

/** An optional setting that is unset is printed too, as an empty value. */
function inOrder(
  schema: AppConfigSchema<never>,
  config: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return Object.fromEntries(Object.keys(schema.shape).map((name) => [name, config[name]]));
}
