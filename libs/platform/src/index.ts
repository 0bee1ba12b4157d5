export { appConfig, type AppConfigSchema, type ConfigOf } from './config/app-config';
export { SETTINGS, type SettingName } from './config/settings';
export { ConfigError, loadConfig } from './config/load-config';
export { printConfig } from './config/print-config';
export { CONFIG_EXIT_CODE, readConfigOrExit } from './config/read-config';
export { loadOrCreateKey } from './config/load-or-create-key';
export { createLogger, type LoggerOptions } from './logging/create-logger';
export { maskSecrets } from './logging/mask-secrets';
export { createHttpApp, type HttpAppOptions } from './http/create-http-app';
export { requestLogger } from './http/request-context';
export { inflightGuard, type InflightOptions, type OverloadAnswer } from './http/inflight-guard';
export { RETRY_AFTER_S, problem, type Problem } from './http/problem';
export { listen, type ListenOptions, type Listening } from './http/listen';
export {
  createReadiness,
  type Readiness,
  type ReadinessCheck,
  type ReadinessOptions,
  type ReadinessReport,
} from './health/readiness';
export { healthRoutes } from './health/health-routes';
export { startProbeServer, type ProbeServerOptions } from './health/probe-server';
export { runUntilSignal, type RunOptions, type Running } from './process/run-until-signal';
export { portChecks } from './health/port-checks';
export { runBehindProbes, type ProbedAppOptions } from './process/run-behind-probes';
export { createVault, type VaultOptions } from './vault/create-vault';
export { readSetting } from './config/read-setting';
