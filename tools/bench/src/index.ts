export { runBench, type BenchResult, type BenchRun } from './run-bench';
export type { Measured, Report } from './report';
