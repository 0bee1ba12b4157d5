import type { ServerSet } from '@sluice/servers';

/** Jest loads set-up and tear-down as modules of their own: only what hangs on the process is known to both. */
const KEY = Symbol.for('sluice.e2e.servers');
const place = globalThis as { [KEY]?: ServerSet };

/** Keeps the servers of a run for its tear-down. */
export function keepServers(servers: ServerSet): void {
  place[KEY] = servers;
}

/** The servers of the run, if it has any. */
export const keptServers = (): ServerSet | undefined => place[KEY];
