import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import type { SetPorts } from './start-servers';

/** What is known of the user's set between two commands. */
export interface PersistentState {
  readonly ports: SetPorts;
  readonly pids: { readonly kafka: number; readonly mongodb: number };
}

const VERSION = 1;

/** The text of a state file. */
export const renderState = ({ ports, pids }: PersistentState): string =>
  `${JSON.stringify({ version: VERSION, ports, pids }, null, 2)}\n`;

/** What a state file says; undefined when it is damaged or of another version, and then counts as missing. */
export function parseState(text: string): PersistentState | undefined {
  try {
    const value = JSON.parse(text) as Partial<
      Record<'version' | 'ports' | 'pids', Record<string, unknown>>
    > | null;
    if (value === null || (value.version as unknown) !== VERSION) return undefined;
    const ports = numbers(value.ports, ['kafka', 'controller', 'mongodb']);
    const pids = numbers(value.pids, ['kafka', 'mongodb']);
    return ports && pids ? { ports, pids } : undefined;
  } catch {
    return undefined;
  }
}

function numbers<Name extends string>(
  value: Record<string, unknown> | undefined,
  names: readonly Name[],
): Record<Name, number> | undefined {
  const entries = names.map((name) => [name, value?.[name]] as const);
  if (!entries.every(([, item]) => Number.isSafeInteger(item) && Number(item) >= 0)) return undefined;
  return Object.fromEntries(entries) as Record<Name, number>;
}

/** The state kept in this file, undefined when there is none. */
export function readState(file: string): PersistentState | undefined {
  try {
    return parseState(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Replaces the file as a whole: a process killed in the middle leaves the old one. */
export function writeState(file: string, state: PersistentState): void {
  writeFileSync(`${file}.new`, renderState(state));
  renameSync(`${file}.new`, file);
}

/** Forgets the set. */
export function removeState(file: string): void {
  rmSync(file, { force: true });
}
