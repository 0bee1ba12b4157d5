import type { Logger } from '@sluice/ports';
import { createHttpApp } from '../create-http-app';
import { listen, type Listening } from '../listen';
import { healthRoutes } from './health-routes';
import type { Readiness } from './readiness';

/** A probe port and whose readiness it tells. */
export interface ProbeServerOptions {
  readonly host: string;
  /** 0: a free one. */
  readonly port: number;
  readonly readiness: Readiness;
  readonly logger: Logger;
}

/** Serves `/livez` and `/readyz` alone, for an app without a public address (mechanics 6). */
export function startProbeServer({ host, port, readiness, logger }: ProbeServerOptions): Promise<Listening> {
  return listen(createHttpApp({ logger, routers: [healthRoutes(readiness)] }), { host, port, drainMs: 500 });
}
