import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The apps that run once each beside the consumers, in the order of their log lines' colours. */
const SINGLE_APPS: readonly string[] = ['gateway', 'status'];

/** One app of the distributed topology. */
export interface App {
  readonly name: string;
  /** The compiled program. */
  readonly script: string;
}

/**
 * The apps that `start:distributed` runs: gateway, status and every folder `apps/consumer-*`.
 *
 * @throws Error when one has not been built.
 */
export function listApps(root: string): App[] {
  const folders = readdirSync(join(root, 'apps'));
  const apps = appNames(folders).map((name) => ({
    name,
    script: join(root, 'apps', name, 'dist', 'main.js'),
  }));
  const unbuilt = apps.filter(({ script }) => !existsSync(script)).map(({ name }) => name);
  if (unbuilt.length > 0) throw new Error(`${unbuilt.join(', ')} not built: run npm run build`);
  return apps;
}

/** The names of the apps among the folders of `apps`. */
export const appNames = (folders: readonly string[]): string[] => [
  ...SINGLE_APPS,
  ...folders.filter((folder) => folder.startsWith('consumer-')).sort(),
];

/**
 * The variables of one app: everything given, and for all but the gateway, which has the public address, a
 * free probe port. Two apps on one probe port could not both start.
 */
export const appEnvironment = (name: string, given: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  name === 'gateway' ? given : { SLUICE_PROBE_PORT: '0', ...given };
