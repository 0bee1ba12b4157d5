import { findSetting } from './settings';

/** The effective settings as `NAME=value` lines in the order of the schema, secrets masked, unset ones empty. */
export function printConfig(config: Readonly<Record<string, unknown>>): string {
  return Object.entries(config)
    .map(([name, value]) => `${name}=${showValue(name, value)}\n`)
    .join('');
}

function showValue(name: string, value: unknown): string {
  const text = [value].flat().join(',');
  return text === '' ? '' : (findSetting(name)?.mask?.(text) ?? text);
}
