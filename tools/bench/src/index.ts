export { runEntityBench, type EntityResult } from './entity/run-entity-bench';
export { runBench, type BenchResult, type BenchRun } from './run-bench';
export type { Measured, Report } from './report';
