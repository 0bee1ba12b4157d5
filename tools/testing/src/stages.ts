/** The stages of `npm test`, in the order they run. */
export type StageName = 'unit' | 'contract' | 'e2e';

/** One jest run over the projects: which specs it takes and how. */
export interface Stage {
  readonly name: StageName;
  /** Jest globs of the specs. */
  readonly testMatch: readonly string[];
  /** Regular expressions of specs that another stage takes. */
  readonly ignore: readonly string[];
  readonly workers: readonly string[];
  /** Whether real servers run before it. */
  readonly onServers: boolean;
  /** After this many milliseconds the stage has hung: it is ended and counts as failed. */
  readonly deadlineMs: number;
}

const MINUTE_MS = 60_000;

/** Suites on real servers run one at a time: they share two cores and one broker. */
export const STAGES: readonly Stage[] = [
  {
    name: 'unit',
    testMatch: ['**/src/**/*.spec.ts'],
    ignore: ['\\.(contract|servers|e2e)\\.spec\\.ts$'],
    workers: ['--maxWorkers=2'],
    onServers: false,
    deadlineMs: 8 * MINUTE_MS,
  },
  {
    name: 'contract',
    testMatch: ['**/src/**/*.contract.spec.ts', '**/src/**/*.servers.spec.ts'],
    ignore: [],
    workers: ['--runInBand'],
    onServers: true,
    deadlineMs: 12 * MINUTE_MS,
  },
  {
    name: 'e2e',
    testMatch: ['**/src/**/*.e2e.spec.ts'],
    ignore: [],
    workers: ['--runInBand'],
    onServers: true,
    deadlineMs: 20 * MINUTE_MS,
  },
];
