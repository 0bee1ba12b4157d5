import { createMagentoRouter } from '@sluice/dialect-magento';
import { createNativeRouter } from '@sluice/dialect-native';
import { createIntake } from '@sluice/intake';
import {
  createHttpApp,
  createReadiness,
  healthRoutes,
  listen,
  portChecks,
  type Listening,
} from '@sluice/platform';
import type { Ports } from '@sluice/ports';
import { BUILT_IN_STORES } from '@sluice/schemas';
import { createBulkQueries } from '@sluice/tracking';
import { Router } from 'express';

/** How the public address is bounded; names and defaults in the catalogue of settings. */
export interface DoorSettings {
  readonly host: string;
  /** 0: a free one. */
  readonly port: number;
  /** The key of data_hash. */
  readonly hashKey: string;
  readonly maxBodyBytes: number;
  readonly maxItemBytes: number;
  readonly maxInflightBytes: number;
  readonly requestTimeoutMs: number;
  readonly publishWindowMs: number;
}

/** The public address, open. */
export interface Doors {
  readonly port: number;
  /** Says 503 on /readyz, accepts no more, lets requests in flight finish. Idempotent. */
  close(): Promise<void>;
}

/** Bodies nested deeper than this are refused before anything recurses into them (mechanics 4). */
const MAX_DEPTH = 64;

/**
 * Opens the one public address (mechanics 6): every dialect, the native status and the probes, over the given ports.
 * Both topologies serve exactly this; a new dialect is mounted here and nowhere else.
 */
export async function openDoors(ports: Ports, settings: DoorSettings): Promise<Doors> {
  const { bus, bulks, rejects, entities, clock, logger } = ports;
  const { hashKey, maxItemBytes, publishWindowMs, requestTimeoutMs, maxBodyBytes } = settings;
  const accept = createIntake({ bus, bulks, clock, logger, hashKey, maxItemBytes, publishWindowMs });
  const queries = createBulkQueries({ bulks, rejects, clock });
  const readiness = createReadiness({ checks: portChecks(ports), logger, clock });
  const magento = createMagentoRouter({
    accept,
    queries,
    entities,
    stores: BUILT_IN_STORES,
    limits: { maxBodyBytes, maxDepth: MAX_DEPTH },
    requestTimeoutMs,
    clock,
    logger,
  });
  const app = createHttpApp({
    logger,
    inflight: { maxBytes: settings.maxInflightBytes, bodyLimitBytes: maxBodyBytes },
    routers: [
      healthRoutes(readiness),
      Router().use('/rest', magento),
      createNativeRouter({ queries, clock, logger, requestTimeoutMs }),
    ],
  });
  const listening: Listening = await listen(app, settings);
  return {
    port: listening.port,
    close: () => {
      readiness.stop();
      return listening.close();
    },
  };
}
