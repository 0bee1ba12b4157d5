import { join } from 'node:path';
import { BODIES_AT_ONCE, ITEMS_A_BODY, SINGLES_AT_ONCE } from '../bench-bodies';
import { createHttpClient } from '../load/http-client';
import type { loadTasks } from '../load/load-worker';
import type { PassFigures } from '../measure-pass';
import { ENTITIES, type BenchOptions } from '../options';
import { machineOf, openRoom, startSluice } from '../room';
import type { BenchRun } from '../run-bench';
import type { BenchServers } from '../servers';
import { makeEntityBodies, type EntityBodies } from './entity-bodies';
import { buildEntityReport, type EntityFigures, type EntityReport } from './entity-report';
import { measureBulks, measurePasswords, measureSingles, type EntityContext } from './measure-entities';
import { measureRouteMatch, routesOf, type RouteSchema } from './route-match';

const ASYNC_SCHEMA = '/rest/async/schema';

/** What a run over several entities reports. */
export interface EntityResult {
  readonly report: EntityReport;
  /** What the figures were measured under, a line each. */
  readonly conditions: readonly string[];
}

/** Measures the entities asked for against the products, which are always among them, in one data set. */
export async function runEntityBench({ options, tell, cleanup }: BenchRun): Promise<EntityResult> {
  const entities = ENTITIES.filter((name) => name === 'products' || options.entities.includes(name));
  const room = await openRoom(options.topology, tell, cleanup);
  tell(`making bodies for ${options.items} items of ${entities.join(', ')}`);
  const bodies = makeEntityBodies(room.folder, options.items, entities);
  const sluice = await startSluice(room, entities);
  const load = room.processes.startWorker<typeof loadTasks>(join(__dirname, '..', 'load', 'load-worker.js'));
  const figures = await measureAll({ sluice, load, bodies }, tell);
  return {
    report: buildEntityReport(options, figures),
    conditions: conditionsOf(options, bodies, room.servers),
  };
}

async function measureAll(context: EntityContext, tell: (line: string) => void): Promise<EntityFigures> {
  const told = (name: string, { measured }: PassFigures): void => {
    tell(`${name}: ${measured.items_per_s} items/s`);
  };
  const routeMatchUs = measureRouteMatch(routesOf(await readSchema(context.sluice.url)));
  const bulks = await measureBulks(context, told);
  const singles = await measureSingles(context);
  told('singles', singles);
  const passwords = await measurePasswords(context);
  if (passwords !== null) tell(`customers with passwords: ${passwords.applied_per_s} applied/s`);
  return {
    entities: new Map([...bulks].map(([name, { measured }]) => [name, measured])),
    singles: singles.measured,
    accepted: { bulks: bulks.get('products')?.acceptedPerS ?? NaN, singles: singles.acceptedPerS },
    passwords,
    routeMatchUs,
  };
}

/** The routes of the Sluice that is measured, by its own word. */
async function readSchema(url: string): Promise<RouteSchema> {
  const client = createHttpClient(url);
  try {
    const { status, text } = await client.get(ASYNC_SCHEMA);
    if (status !== 200) throw new Error(`GET ${ASYNC_SCHEMA}: ${status} ${text.slice(0, 300)}`);
    return JSON.parse(text) as RouteSchema;
  } finally {
    client.close();
  }
}

function conditionsOf(
  { topology, items }: BenchOptions,
  { source, entities, singles, pairs }: EntityBodies,
  servers: BenchServers | undefined,
): string[] {
  const sizes = [...entities].map(([name, { timed }]) => `${name} ${Math.round(timed.bytesPerItem)}`);
  return [
    machineOf(topology, servers),
    `${items} items each, skus from ${source}; bytes an item: ${sizes.join(', ')}; bodies of ${ITEMS_A_BODY}, ` +
      `${BODIES_AT_ONCE} requests in flight; one row an item on existing products; a warm-up of other items before`,
    `singles: ${singles.items} requests of one item, ${SINGLES_AT_ONCE} connections kept open`,
    ...(pairs === undefined
      ? []
      : [
          `passwords: ${pairs.timed.without.length} pairs of bulks, one request at a time, nothing else to do`,
        ]),
    "CPU is that of Sluice's processes alone",
  ];
}
