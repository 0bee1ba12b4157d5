import { join } from 'node:path';
import { BASELINE_PATHS, naiveItems } from './baseline-paths';
import {
  BODIES_AT_ONCE,
  ITEMS_A_BODY,
  makeBenchBodies,
  SINGLES_AT_ONCE,
  type BenchBodies,
} from './bench-bodies';
import type { Cleanup } from './cleanup';
import type { loadTasks } from './load/load-worker';
import type { BenchOptions } from './options';
import { buildReport, type Measured, type PathName, type Report } from './report';
import { machineOf, openRoom, startSluice } from './room';
import type { BenchServers } from './servers';
import { measureSluice } from './sluice-paths';

/** What a run reports. */
export interface BenchResult {
  readonly report: Report;
  /** What the figures were measured under, a line each. */
  readonly conditions: readonly string[];
}

/** What a run is given beside its options. */
export interface BenchRun {
  readonly options: BenchOptions;
  readonly tell: (line: string) => void;
  /** Takes what has to be undone; the caller runs it, also when the run fails. */
  readonly cleanup: Cleanup;
}

/** Measures all paths of a topology, one after the other, in one data set. */
export async function runBench({ options, tell, cleanup }: BenchRun): Promise<BenchResult> {
  const { topology, items } = options;
  const room = await openRoom(topology, tell, cleanup);
  const { folder, processes, servers } = room;
  tell(`making bodies for ${items} items`);
  const bodies = makeBenchBodies(folder, items);
  const measured = new Map<PathName, Measured>();
  const keep = (name: PathName, figures: Measured): void => {
    measured.set(name, figures);
    tell(`${name}: ${figures.items_per_s} items/s`);
  };
  for (const { name, measure } of BASELINE_PATHS) {
    const figures = await measure({ folder, bodies, processes, servers });
    if (figures !== null) keep(name, figures);
  }
  const sluice = await startSluice(room, ['products']);
  const load = processes.startWorker<typeof loadTasks>(join(__dirname, 'load', 'load-worker.js'));
  await measureSluice({ bodies, sluice, load }, keep);
  return {
    report: buildReport(options, measured),
    conditions: conditionsOf(options, bodies, servers),
  };
}

function conditionsOf(
  { topology, items }: BenchOptions,
  { source, create, warmUp, singles }: BenchBodies,
  servers: BenchServers | undefined,
): string[] {
  return [
    machineOf(topology, servers),
    `${items} items from ${source}, ${Math.round(create.bytesPerItem)} bytes each on average, bodies of ${ITEMS_A_BODY}, ` +
      `${BODIES_AT_ONCE} requests in flight`,
    `warm-up with ${warmUp.items} other items; singles: ${singles.items} requests of one item, ${SINGLES_AT_ONCE} in flight`,
    ...(servers === undefined ? [] : [`naive with ${naiveItems(create.items)} of the items, one process`]),
    "CPU is that of Sluice's processes alone (of the path's own process for raw and naive)",
  ];
}
