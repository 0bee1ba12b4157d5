import { relative } from 'node:path';
import type { JestReport, JestSuite, JestTest } from './jest-report';
import type { StageEnd } from './run-stage';

/** One line of the table: what one project showed in one stage. */
export interface Row {
  readonly stage: string;
  readonly project: string;
  readonly suites: number;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly durationMs: number;
}

/** Something that did not pass, by name and with the reason. */
export interface Remark {
  readonly where: string;
  readonly what: string;
}

/** What a run, or a part of it, showed. */
export interface Tally {
  readonly rows: readonly Row[];
  readonly failures: readonly Remark[];
  readonly skips: readonly Remark[];
}

/** Joins the parts of a run. */
export const joinTallies = (tallies: readonly Tally[]): Tally => ({
  rows: tallies.flatMap(({ rows }) => rows),
  failures: tallies.flatMap(({ failures }) => failures),
  skips: tallies.flatMap(({ skips }) => skips),
});

const isSkipped = ({ status }: JestTest): boolean =>
  ['pending', 'skipped', 'todo', 'disabled'].includes(status);

/**
 * Counts a stage. A suite that failed without a failed test (it did not load, its tear-down threw) counts as
 * one failure, and so does a jest run that died or hung.
 *
 * @param byName tests were chosen by name: the others are neither counted nor named as skipped.
 */
export function tallyStage({ stage, end, report }: StageEnd, root: string, byName = false): Tally {
  const projects = groupByProject(report, root);
  const tally = joinTallies(
    [...projects].map(([project, suites]) =>
      tallyProject({ stage: stage.name, project, root, byName }, suites),
    ),
  );
  const broken = end.fault !== undefined && (report === undefined || tally.failures.length === 0);
  if (!broken) return tally;
  return joinTallies([tally, failedStep(stage.name, `jest ${end.fault ?? ''}`.trim())]);
}

/** A step that failed as a whole: a build, a stage that hung. */
export const failedStep = (step: string, what: string): Tally => ({
  rows: [{ stage: step, project: '-', suites: 0, passed: 0, failed: 1, skipped: 0, durationMs: 0 }],
  failures: [{ where: step, what }],
  skips: [],
});

/** A suite that was not run for want of servers: skipped with the reason, or under CI a failure. */
export function leftOutSuite(suite: string, why: string, failed: boolean): Tally {
  const remark = { where: suite, what: why };
  const row = { stage: 'contract', project: projectOf(suite), suites: 1, passed: 0, durationMs: 0 };
  return {
    rows: [{ ...row, failed: failed ? 1 : 0, skipped: failed ? 0 : 1 }],
    failures: failed ? [remark] : [],
    skips: failed ? [] : [remark],
  };
}

function groupByProject(report: JestReport | undefined, root: string): Map<string, JestSuite[]> {
  const groups = new Map<string, JestSuite[]>();
  for (const suite of report?.testResults ?? []) {
    const project = projectOf(relative(root, suite.name));
    groups.set(project, [...(groups.get(project) ?? []), suite]);
  }
  return new Map([...groups].sort(([a], [b]) => (a < b ? -1 : 1)));
}

const projectOf = (path: string): string => path.split(/[\\/]src[\\/]/u)[0] ?? path;

interface ProjectPart {
  readonly stage: string;
  readonly project: string;
  readonly root: string;
  readonly byName: boolean;
}

function tallyProject({ stage, project, root, byName }: ProjectPart, suites: readonly JestSuite[]): Tally {
  const tests = suites.flatMap(({ assertionResults }) => assertionResults);
  const failures = suites.flatMap((suite) => failuresOf(suite, root));
  const row = {
    suites: suites.length,
    passed: tests.filter(({ status }) => status === 'passed').length,
    failed: failures.length,
    skipped: byName ? 0 : tests.filter(isSkipped).length,
    durationMs: suites.reduce((sum, { startTime, endTime }) => sum + Math.max(0, endTime - startTime), 0),
  };
  const skips = byName ? [] : suites.flatMap((suite) => skipsOf(suite, root));
  return { rows: [{ stage, project, ...row }], failures, skips };
}

function failuresOf(suite: JestSuite, root: string): Remark[] {
  const where = relative(root, suite.name);
  const failed = suite.assertionResults.filter(({ status }) => status === 'failed');
  if (failed.length === 0 && suite.status === 'failed') {
    return [{ where, what: `the suite failed: ${firstLines(suite.message)}` }];
  }
  return failed.map((test) => ({
    where,
    what: `${test.fullName}: ${firstLines(test.failureMessages?.[0] ?? '')}`,
  }));
}

/** Tests skipped together, in one describe block, are named once, by the block. */
function skipsOf(suite: JestSuite, root: string): Remark[] {
  const blocks = new Map<string, JestTest[]>();
  for (const test of suite.assertionResults.filter(isSkipped)) {
    const block = test.ancestorTitles.join(' ');
    blocks.set(block, [...(blocks.get(block) ?? []), test]);
  }
  const where = relative(root, suite.name);
  return [...blocks].map(([block, tests]) => ({
    where,
    what: tests.length > 1 ? `${block} (${tests.length} tests)` : (tests[0]?.fullName ?? block),
  }));
}

const COLOURS = /\u001B\[[0-9;]*m/gu;

/** Enough to recognise a failure; jest has printed the whole message above. */
const firstLines = (message: string): string =>
  message
    .replaceAll(COLOURS, '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('at '))
    .slice(0, 3)
    .join(' ')
    .slice(0, 300);
