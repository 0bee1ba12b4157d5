import type { JestSuite, JestTest } from './jest-report';
import { formatReport, isGreen } from './report';
import type { StageEnd } from './run-stage';
import { STAGES } from './stages';
import { failedStep, joinTallies, leftOutSuite, tallyStage, type Tally } from './tally';

const ROOT = '/clone';

const test = (status: string, fullName = status): JestTest => ({
  status,
  fullName,
  ancestorTitles: ['group'],
  failureMessages: status === 'failed' ? ['\u001B[31mexpected 1\u001B[39m\n\n    at Object.<anonymous>'] : [],
});

const suite = (path: string, tests: readonly JestTest[], rest: Partial<JestSuite> = {}): JestSuite => ({
  name: `${ROOT}/${path}`,
  status: tests.some(({ status }) => status === 'failed') ? 'failed' : 'passed',
  message: '',
  startTime: 1_000,
  endTime: 2_500,
  assertionResults: tests,
  ...rest,
});

const ended = (suites: readonly JestSuite[] | undefined, fault?: string): StageEnd => ({
  stage: STAGES[0]!,
  end: fault === undefined ? { code: 0 } : { code: 1, fault },
  report: suites && { testResults: suites },
});

const lastLine = (tally: Tally): string | undefined =>
  formatReport(tally, undefined).trimEnd().split('\n').at(-1);

describe('the count of a run', () => {
  it('has one row for each project of a stage', () => {
    const suites = [
      suite('libs/intake/src/a.spec.ts', [test('passed'), test('passed')]),
      suite('libs/adapters/bus-kafka/src/b.spec.ts', [test('passed'), test('pending')]),
      suite('libs/intake/src/deep/c.spec.ts', [test('passed')]),
    ];
    const tally = tallyStage(ended(suites), ROOT);
    expect(tally.rows).toEqual([
      {
        stage: 'unit',
        project: 'libs/adapters/bus-kafka',
        suites: 1,
        passed: 1,
        failed: 0,
        skipped: 1,
        durationMs: 1_500,
      },
      {
        stage: 'unit',
        project: 'libs/intake',
        suites: 2,
        passed: 3,
        failed: 0,
        skipped: 0,
        durationMs: 3_000,
      },
    ]);
    expect(lastLine(tally)).toBe('4 passed, 0 failed, 1 skipped');
    expect(isGreen(tally)).toBe(true);
  });

  it('names what failed, without colours and stack', () => {
    const tally = tallyStage(
      ended([suite('libs/x/src/a.spec.ts', [test('failed', 'adds up')])], 'ended with code 1'),
      ROOT,
    );
    expect(tally.failures).toEqual([{ where: 'libs/x/src/a.spec.ts', what: 'adds up: expected 1' }]);
    expect(lastLine(tally)).toBe('0 passed, 1 failed');
    expect(isGreen(tally)).toBe(false);
  });

  it('counts a suite that did not load, or whose tear-down threw, as a failure', () => {
    const unloaded = suite('libs/x/src/a.spec.ts', [], { status: 'failed', message: 'Cannot find module' });
    const torn = suite('libs/x/src/b.spec.ts', [test('passed')], {
      status: 'failed',
      message: 'afterAll threw',
    });
    const tally = tallyStage(ended([unloaded, torn], 'ended with code 1'), ROOT);
    expect(lastLine(tally)).toBe('1 passed, 2 failed');
    expect(tally.failures.map(({ what }) => what)).toEqual([
      'the suite failed: Cannot find module',
      'the suite failed: afterAll threw',
    ]);
  });

  it('counts a jest run that died or hung, with or without a report', () => {
    expect(lastLine(tallyStage(ended(undefined, 'was ended by SIGKILL'), ROOT))).toBe('0 passed, 1 failed');
    const green = [suite('libs/x/src/a.spec.ts', [test('passed')])];
    expect(lastLine(tallyStage(ended(green, 'did not end within 5 s'), ROOT))).toBe('1 passed, 1 failed');
  });

  it('names tests that were skipped together once', () => {
    const skipped = [test('pending', 'group a'), test('pending', 'group b'), test('passed')];
    expect(tallyStage(ended([suite('libs/x/src/a.spec.ts', skipped)]), ROOT).skips).toEqual([
      { where: 'libs/x/src/a.spec.ts', what: 'group (2 tests)' },
    ]);
  });

  it('does not take tests of another name for skipped', () => {
    const tally = tallyStage(
      ended([suite('libs/x/src/a.spec.ts', [test('pending'), test('passed')])]),
      ROOT,
      true,
    );
    expect(tally.skips).toEqual([]);
    expect(lastLine(tally)).toBe('1 passed, 0 failed');
  });

  it('is not green when nothing ran', () => {
    expect(isGreen(joinTallies([]))).toBe(false);
    expect(lastLine(joinTallies([]))).toBe('0 passed, 0 failed');
    expect(isGreen(leftOutSuite('libs/x/src/a.contract.spec.ts', 'no Java', false))).toBe(false);
  });

  it('skips what lacks servers by name, and fails it under CI', () => {
    const name = 'libs/adapters/bus-kafka/src/kafka-bus.contract.spec.ts';
    const remark = { where: name, what: 'no Java' };
    expect(leftOutSuite(name, 'no Java', false)).toMatchObject({ skips: [remark], failures: [] });
    expect(leftOutSuite(name, 'no Java', true)).toMatchObject({ skips: [], failures: [remark] });
  });

  it('shows the table, the names and the servers before the last line', () => {
    const tally = joinTallies([
      failedStep('build', 'tsc -b ended with code 2'),
      leftOutSuite('libs/x/src/a.contract.spec.ts', 'no Java', false),
    ]);
    const lines = formatReport(tally, 'none: no Java').split('\n');
    expect(lines).toEqual(
      expect.arrayContaining([
        'stage     project  suites  passed  failed  skipped  seconds',
        'contract  libs/x        1       0       0        1      0.0',
        '  build: tsc -b ended with code 2',
        '  libs/x/src/a.contract.spec.ts: no Java',
        'Servers: none: no Java',
      ]),
    );
    expect(lines.at(-2)).toBe('0 passed, 1 failed, 1 skipped');
  });
});
