export { createHttpApp, type HttpAppOptions, type MountedHandler } from './create-http-app';
export { requestLogger } from './request-context';
export { inflightGuard, type InflightOptions, type OverloadAnswer } from './inflight-guard';
export { RETRY_AFTER_S, problem, type Problem } from './problem';
export { listen, type ListenOptions, type Listening } from './listen';
export {
  createReadiness,
  type Readiness,
  type ReadinessCheck,
  type ReadinessOptions,
  type ReadinessReport,
} from './health/readiness';
export { healthRoutes } from './health/health-routes';
export { startProbeServer, type ProbeServerOptions } from './health/probe-server';
export { portChecks } from './health/port-checks';
export { runBehindProbes, type ProbedAppOptions } from './run-behind-probes';
