import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const ROOTS = ['libs', 'apps', 'tools'];
const PASSED_OVER = new Set(['node_modules', 'dist', 'out-tsc']);
const CONTRACT_STAGE = /\.(?:contract|servers)\.spec\.ts$/u;
const ADDRESS = /\b(?:KAFKA_BROKERS|MONGODB_URI)\b|@sluice\/servers/u;
const RELATIVE_IMPORT = /from\s+'(?<path>\.{1,2}\/[^']+)'/gu;

/**
 * The contract suites (absolute paths, sorted) that cannot run without real servers: the `*.servers.spec.ts`,
 * and those that ask for a server or its address, themselves or in a file of their project. The suites of the e2e stage
 * are not among them: they say themselves what they lack.
 */
export function findServerSuites(root: string): string[] {
  return ROOTS.flatMap((folder) => [...walk(join(root, folder))])
    .filter((path) => CONTRACT_STAGE.test(path) && needsServers(path))
    .sort();
}

function* walk(folder: string): Generator<string> {
  if (!existsSync(folder)) return;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !PASSED_OVER.has(entry.name)) yield* walk(path);
    else if (entry.isFile()) yield path;
  }
}

function needsServers(spec: string): boolean {
  return spec.endsWith('.servers.spec.ts') || [...withImports(spec, new Set())].some(readsAddress);
}

const readsAddress = (path: string): boolean => ADDRESS.test(readFileSync(path, 'utf8'));

/** The file and what it imports of its own project, each once. */
function* withImports(file: string, met: Set<string>): Generator<string> {
  if (met.has(file) || !existsSync(file)) return;
  met.add(file);
  yield file;
  for (const match of readFileSync(file, 'utf8').matchAll(RELATIVE_IMPORT)) {
    yield* withImports(`${resolve(dirname(file), match.groups?.path ?? '')}.ts`, met);
  }
}
