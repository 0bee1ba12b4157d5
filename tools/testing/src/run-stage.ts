import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { JestReport } from './jest-report';
import { runProcess, type ProcessEnd } from './run-process';
import type { Stage } from './stages';

/** What a stage needs from its run. */
export interface StageOrder {
  readonly root: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly jestArguments: readonly string[];
  /** Absolute paths of suites that cannot run here. */
  readonly leftOut: readonly string[];
  readonly underCi: boolean;
  readonly abort: AbortSignal;
}

/** How a stage's jest run went; the report is missing when jest died before it wrote one. */
export interface StageEnd {
  readonly stage: Stage;
  readonly end: ProcessEnd;
  readonly report: JestReport | undefined;
}

/** Runs the specs of one stage in one jest run; resolves when jest is gone. */
export async function runStage(stage: Stage, order: StageOrder): Promise<StageEnd> {
  const folder = join(order.root, '.test-results');
  const outputFile = join(folder, `${stage.name}.json`);
  mkdirSync(folder, { recursive: true });
  rmSync(outputFile, { force: true });
  const end = await runProcess({
    nodeArguments: [
      join(order.root, 'node_modules', 'jest', 'bin', 'jest.js'),
      ...stageArguments(stage, { ...order, outputFile }),
    ],
    cwd: order.root,
    environment: order.environment,
    deadlineMs: stage.deadlineMs,
    abort: order.abort,
  });
  return { stage, end, report: readReport(outputFile) };
}

/** Jest's arguments for a stage. */
export function stageArguments(
  stage: Stage,
  order: Pick<StageOrder, 'jestArguments' | 'leftOut' | 'underCi'> & { readonly outputFile: string },
): string[] {
  const ignored = ['/node_modules/', ...stage.ignore, ...order.leftOut.map((path) => `${escape(path)}$`)];
  return [
    ...stage.testMatch.map((glob) => `--testMatch=${glob}`),
    ...ignored.map((pattern) => `--testPathIgnorePatterns=${pattern}`),
    ...stage.workers,
    '--json',
    `--outputFile=${order.outputFile}`,
    '--passWithNoTests',
    ...(order.underCi ? ['--ci'] : []),
    ...order.jestArguments,
  ];
}

const escape = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/gu, '\\$&');

/** Jest writes the file as its last act: half a report means that it was killed. */
function readReport(path: string): JestReport | undefined {
  if (!existsSync(path)) return undefined;
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as JestReport;
  } catch {
    return undefined;
  }
}
