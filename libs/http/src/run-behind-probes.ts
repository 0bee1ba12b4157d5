import type { Logger, Ports } from '@sluice/ports';
import {
  collectOnOneThread,
  createLogger,
  runUntilSignal,
  type LoggerOptions,
  type Running,
} from '@sluice/platform';
import { portChecks } from './health/port-checks';
import { startProbeServer } from './health/probe-server';
import { createReadiness } from './health/readiness';

/** An app without a public address: its ports, its work, and a probe port. */
export interface ProbedAppOptions {
  readonly name: string;
  readonly config: {
    readonly SLUICE_HOST: string;
    readonly SLUICE_PROBE_PORT: number;
    readonly SLUICE_LOG_LEVEL: LoggerOptions['level'];
  };
  /** Opens the ports; `onFatal` ends the process. */
  readonly openPorts: (logger: Logger, onFatal: (error: unknown) => void) => Promise<Ports>;
  /** Starts the work; it is closed before the ports are. */
  readonly start: (ports: Ports) => Promise<Running>;
}

/** Runs an app that works behind the scenes until a signal ends it. */
export function runBehindProbes({ name, config, openPorts, start }: ProbedAppOptions): void {
  collectOnOneThread();
  const logger = createLogger({ name, level: config.SLUICE_LOG_LEVEL });
  runUntilSignal({
    logger,
    start: async (onFatal) => {
      const ports = await openPorts(logger, onFatal);
      const work = await start(ports);
      const readiness = createReadiness({ checks: portChecks(ports), logger });
      const { SLUICE_HOST: host, SLUICE_PROBE_PORT: port } = config;
      const probes = await startProbeServer({ host, port, readiness, logger });
      logger.info({ host, port: probes.port }, 'probes listening');
      return {
        close: async () => {
          readiness.stop();
          await work.close();
          await probes.close();
          await ports.close();
        },
      };
    },
  });
}
