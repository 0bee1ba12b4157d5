import { readFileSync } from 'node:fs';
import { PortError } from '@sluice/ports';
import type { z } from 'zod';
import { checkReferences, type RowOf } from './check-references';
import { completeRegistry, isAdminView } from './complete-rows';
import { BUILT_IN_REGISTRY, type Registry } from './registry';
import { registryFile, type RegistryFile } from './registry-rows';

const fail = (source: string, mistakes: readonly string[], cause?: unknown): never => {
  const lines = mistakes.map((line) => `\n  ${line}`).join('');
  throw new PortError('misconfigured', `the registry ${source} is wrong:${lines}`, cause);
};

const describeIssue = ({ path, code, message, ...issue }: z.core.$ZodIssue): string => {
  if (code === 'unrecognized_keys' && 'keys' in issue) {
    const known = Object.keys(registryFile.shape).join(', ');
    return `${issue.keys.map((key) => JSON.stringify(key)).join(', ')}: expected one of ${known}`;
  }
  const [name, row, ...fields] = path.map(String);
  if (name === undefined) return `expected one JSON object`;
  return (
    [name, ...(row === undefined ? [] : [` row ${Number(row) + 1}`])].join('') +
    `${fields.length === 0 ? '' : `, ${fields.join('.')}`}: ${message}`
  );
};

/** Rows are counted as the file has them, Magento's own view included. */
const rowsOf = ({ store_views: views = [] }: RegistryFile): RowOf => {
  const kept = views.flatMap((view, place) => (isAdminView(view) ? [] : [place + 1]));
  return (name, place) => (name === 'store_views' ? kept[place] : undefined) ?? place + 1;
};

/**
 * The registry that a file's content says (contract magento-bulk 8, "Registry"). Throws `misconfigured` with every
 * mistake, each by array, row (from 1) and field; `source` names the file.
 */
export function parseRegistry(content: unknown, source = 'file'): Registry {
  const parsed = registryFile.safeParse(content);
  if (!parsed.success) return fail(source, parsed.error.issues.map(describeIssue));
  const registry = completeRegistry(parsed.data);
  const mistakes = checkReferences(registry, rowsOf(parsed.data));
  return mistakes.length === 0 ? registry : fail(source, mistakes);
}

const readJson = (file: string): unknown => {
  try {
    // Some editors put a byte order mark first, which JSON does not know.
    return JSON.parse(readFileSync(file, 'utf8').replace(/^\ufeff/, '')) as unknown;
  } catch (error) {
    return fail(file, [error instanceof SyntaxError ? 'it is not JSON' : 'it cannot be read'], error);
  }
};

/** The registry of the file that SLUICE_REGISTRY_FILE names; the built-in one where none is named. Read at once. */
export function loadRegistry(file?: string): Registry {
  return file === undefined ? BUILT_IN_REGISTRY : parseRegistry(readJson(file), file);
}
