import { randomUUID } from 'node:crypto';
import { join, relative } from 'node:path';
import { endStrays, RUN_MARK } from './end-strays';
import { findServerSuites } from './find-server-suites';
import type { TestRequest } from './parse-arguments';
import { runProcess } from './run-process';
import { runStage } from './run-stage';
import { startServersOfRun, type ServersOfRun } from './servers-of-run';
import type { Stage } from './stages';
import { failedStep, joinTallies, leftOutSuite, tallyStage, type Tally } from './tally';

/** Where and how a run goes. */
export interface RunOrder {
  readonly root: string;
  readonly request: TestRequest;
  readonly environment: NodeJS.ProcessEnv;
  readonly underCi: boolean;
  readonly abort: AbortSignal;
  /** Takes one line that a person watching should see. */
  readonly tell: (line: string) => void;
}

/** What a run showed, and on which servers. */
export interface RunEnd {
  readonly tally: Tally;
  readonly servers: string | undefined;
}

const BUILD_DEADLINE_MS = 10 * 60_000;

/**
 * Builds everything, starts real servers once if a chosen stage wants them, runs the stages one after the
 * other, and stops the servers, whatever happened. Suites fail into the tally; it throws nothing of theirs.
 */
export async function runAll(order: RunOrder): Promise<RunEnd> {
  order.tell('Building all projects');
  const build = await runProcess({
    nodeArguments: [join(order.root, 'node_modules', 'typescript', 'bin', 'tsc'), '-b'],
    cwd: order.root,
    environment: order.environment,
    deadlineMs: BUILD_DEADLINE_MS,
    abort: order.abort,
  });
  if (build.fault !== undefined)
    return { tally: failedStep('build', `tsc -b ${build.fault}`), servers: undefined };
  const wantsServers = order.request.stages.some(({ onServers }) => onServers);
  if (!wantsServers) return { tally: await runStages(order, undefined), servers: undefined };
  order.tell('Starting Kafka and MongoDB');
  const servers = await startServersOfRun();
  order.tell(`Servers: ${servers.line}`);
  try {
    return { tally: await runStages(order, servers), servers: servers.line };
  } finally {
    await servers.stop();
  }
}

async function runStages(order: RunOrder, servers: ServersOfRun | undefined): Promise<Tally> {
  const fault = servers?.isFault === true ? [failedStep('servers', servers.unavailable ?? '')] : [];
  const tallies: Tally[] = [...fault];
  for (const stage of order.request.stages) tallies.push(await runOne(stage, order, servers));
  return joinTallies(tallies);
}

async function runOne(stage: Stage, order: RunOrder, servers: ServersOfRun | undefined): Promise<Tally> {
  const leftOut =
    stage.name === 'contract' && servers?.unavailable !== undefined ? findServerSuites(order.root) : [];
  const runId = randomUUID();
  order.tell(`Stage ${stage.name}`);
  const end = await runStage(stage, {
    root: order.root,
    environment: { ...order.environment, ...servers?.environment, [RUN_MARK]: runId },
    jestArguments: order.request.jestArguments,
    leftOut,
    underCi: order.underCi,
    abort: order.abort,
  });
  for (const stray of endStrays(runId))
    order.tell(`Stage ${stage.name} left a process running, now killed: ${stray}`);
  const why = servers?.unavailable ?? '';
  const suites = leftOut.map((path) => leftOutSuite(relative(order.root, path), why, order.underCi));
  return joinTallies([tallyStage(end, order.root, order.request.byName), ...suites]);
}
