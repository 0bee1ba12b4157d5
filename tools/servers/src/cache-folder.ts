import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * The folder that keeps the installed servers, and the user's persistent set: `sluice-servers` inside
 * `XDG_CACHE_HOME`, or inside `~/.cache` where that is not set.
 */
export function cacheFolder(environment: NodeJS.ProcessEnv = process.env): string {
  const base = environment.XDG_CACHE_HOME;
  return join(base === undefined || base === '' ? join(homedir(), '.cache') : base, 'sluice-servers');
}
