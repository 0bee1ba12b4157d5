import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { consumers } from '@sluice/schemas';
import { PROJECT_ROOT } from './project';

const PROJECTS = [
  'apps/standalone',
  'apps/gateway',
  'apps/status',
  'apps/token-cli',
  ...consumers.map((consumer) => `apps/consumer-${consumer}`),
  'tools/servers',
];
const BUILD_MS = 300_000;

/**
 * Builds what the suites run: the apps, and the servers' tools. `tsc -b` itself knows what is up to date.
 *
 * @throws Error with the compiler's output.
 */
export async function buildApps(): Promise<void> {
  const compiler = join(PROJECT_ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  const args = [compiler, '-b', ...PROJECTS.map((folder) => join(PROJECT_ROOT, folder))];
  await promisify(execFile)(process.execPath, args, { timeout: BUILD_MS }).catch((error: unknown) => {
    const output = error instanceof Error && 'stdout' in error ? String(error.stdout) : '';
    throw new Error(`the apps do not build:\n${output}`, { cause: error });
  });
}
