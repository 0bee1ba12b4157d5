import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { startGuard, type Guard } from '@sluice/servers';
import type { Cleanup } from './cleanup';
import type { EntityName, Topology } from './options';
import { openProcessSet, type ProcessSet } from './processes/process-set';
import { openServers, type BenchServers } from './servers';
import type { RunningSluice } from './sluice/running-sluice';
import { startDistributed } from './sluice/start-distributed';
import { startEmbedded } from './sluice/start-embedded';

const GUARD_GRACE_MS = 5_000;

/** Where a run takes place: a folder, processes and servers that are gone when it is over. */
export interface Room {
  readonly folder: string;
  readonly processes: ProcessSet;
  /** Undefined on the embedded topology. */
  readonly servers: BenchServers | undefined;
}

/** Opens an empty room; the cleanup takes what closes it. */
export async function openRoom(
  topology: Topology,
  tell: (line: string) => void,
  cleanup: Cleanup,
): Promise<Room> {
  const { folder, guard } = openFolder(cleanup);
  const servers = topology === 'distributed' ? await startServers(tell, cleanup) : undefined;
  // Added last, undone first: an app without its servers takes its time to end.
  const processes = openProcessSet(folder, guard);
  cleanup.add(processes.stop);
  return { folder, processes, servers };
}

function openFolder(cleanup: Cleanup): { folder: string; guard: Guard } {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-bench-'));
  const guard = startGuard({ graceMs: GUARD_GRACE_MS, removeDir: folder });
  cleanup.add(() => {
    guard.release();
  });
  cleanup.add(() => {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });
  return { folder, guard };
}

async function startServers(tell: (line: string) => void, cleanup: Cleanup): Promise<BenchServers> {
  const servers = await openServers(tell);
  cleanup.add(servers.stop);
  return servers;
}

/** Starts Sluice in the room; distributed with the consumers of these entities only. */
export function startSluice(
  { processes, folder, servers }: Room,
  consumers: readonly EntityName[],
): Promise<RunningSluice> {
  if (servers === undefined) return startEmbedded(processes, folder);
  const { kafkaBrokers, database } = servers;
  return startDistributed(processes, { folder, kafkaBrokers, mongodbUri: database('apps'), consumers });
}

/** What everything ran on, in a line. */
export function machineOf(topology: Topology, servers: BenchServers | undefined): string {
  const on = servers === undefined ? 'one process, SQLite' : `Kafka and MongoDB (${servers.origin})`;
  return `${topology} topology: ${on}; ${availableParallelism()} cores, Node ${process.versions.node}`;
}
