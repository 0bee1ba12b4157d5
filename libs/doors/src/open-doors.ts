import { createAccess, createRateLimiter, createRequestRate, type AuthMode } from '@sluice/access';
import {
  createMagentoCloudRouter,
  createMagentoRouter,
  type MagentoRouterOptions,
} from '@sluice/dialect-magento';
import { createNativeRouter } from '@sluice/dialect-native';
import { createIntake, createLagGauge, createThrottle, limitItems, type AcceptBulk } from '@sluice/intake';
import {
  createHttpApp,
  createReadiness,
  healthRoutes,
  listen,
  portChecks,
  type Listening,
} from '@sluice/http';
import { createVault } from '@sluice/platform';
import { createIdPool, type IdPool, type Ports } from '@sluice/ports';
import { builtInAggregates, idBase, storeRegistryOf, withBuiltIns, type Registry } from '@sluice/registry';
import { consumerGroup, consumers, operationsTopic } from '@sluice/schemas';
import { createBulkQueries, createBulkWaiter } from '@sluice/tracking';
import { createAuthentication } from './callers';

/** How the public address is bounded; names and defaults in the catalogue of settings. */
export interface DoorSettings {
  readonly host: string;
  /** 0: a free one. */
  readonly port: number;
  /** The key of data_hash. */
  readonly hashKey: string;
  /** The key of sealed passwords. */
  readonly sealKey: string;
  /** Whether callers need a token. */
  readonly auth: AuthMode;
  /** To be logged at start where anybody may call from anywhere; else null. */
  readonly authWarning: string | null;
  /** The secret under which tokens are hashed. */
  readonly pepper: string;
  readonly registry: Registry;
  readonly maxBodyBytes: number;
  readonly maxItemBytes: number;
  readonly maxBulkItems: number;
  readonly maxNestedItems: number;
  readonly maxDepth: number;
  /** Of one token; 0: no limit. */
  readonly requestsPerMinute: number;
  /** Of one token; 0: no limit. */
  readonly itemsPerMinute: number;
  /** Age in seconds of the oldest operation not applied yet from which bulks are refused; 0: no limit. */
  readonly maxLagS: number;
  readonly maxInflightBytes: number;
  readonly requestTimeoutMs: number;
  readonly publishWindowMs: number;
  readonly magentoCompat: '2.3' | '2.4';
}

/** The public address, open. */
export interface Doors {
  readonly port: number;
  /** Says 503 on /readyz, accepts no more, lets requests in flight finish. Idempotent. */
  close(): Promise<void>;
}

/** One pool of ids a collection, made at the first use. */
function idPools(ports: Ports, registry: Registry): (collection: string) => IdPool {
  const pools = new Map<string, IdPool>();
  return (collection) => {
    const base = idBase(registry, collection);
    const pool = pools.get(collection) ?? createIdPool(ports.coordinator, collection, base);
    pools.set(collection, pool);
    return pool;
  };
}

/** Accepting, within the limits of rate and lag; a refusal for lag takes nothing from the rate. */
function createAccept(ports: Ports, settings: DoorSettings): AcceptBulk {
  const { bus, bulks, clock, logger } = ports;
  const { hashKey, maxItemBytes, publishWindowMs, requestTimeoutMs, maxLagS, itemsPerMinute } = settings;
  const topics = consumers.map((name) => ({ topic: operationsTopic(name), group: consumerGroup(name) }));
  const gauge = createLagGauge({ bus, clock, topics });
  const throttle = createThrottle({ gauge, maxLagS, clock, requestTimeoutMs });
  const limit = limitItems(createRateLimiter({ perMinute: itemsPerMinute, clock }));
  const accept = createIntake({ bus, bulks, clock, logger, hashKey, maxItemBytes, publishWindowMs });
  return throttle(limit(accept));
}

/** What stands behind every door. */
function behindTheDoors(ports: Ports, settings: DoorSettings) {
  const { bulks, rejects, clock, logger, tokens } = ports;
  const { requestTimeoutMs, pepper, auth, requestsPerMinute } = settings;
  const deadline = { clock, requestTimeoutMs };
  const access = createAccess({ tokens, clock, logger, pepper, mode: auth });
  return {
    ...deadline,
    logger,
    access,
    accept: createAccept(ports, settings),
    requestRate: createRequestRate(createRateLimiter({ perMinute: requestsPerMinute, clock })),
    queries: createBulkQueries({ bulks, rejects, clock }),
    waiter: createBulkWaiter({ bulks, clock }),
    authenticate: createAuthentication(access, deadline),
  };
}

type Behind = ReturnType<typeof behindTheDoors>;

const magentoOptions = (ports: Ports, settings: DoorSettings, behind: Behind): MagentoRouterOptions => {
  const { registry, maxBodyBytes, maxDepth, maxBulkItems, maxNestedItems } = settings;
  return {
    ...behind,
    entities: withBuiltIns(ports.entities, builtInAggregates(registry)),
    idsOf: idPools(ports, registry),
    vault: createVault({ key: settings.sealKey }),
    stores: storeRegistryOf(registry),
    registry,
    limits: { maxBodyBytes, maxDepth, maxItems: maxBulkItems, maxNestedItems },
    logInAdmin: (name, password) => behind.access.issueAdminToken(name, password),
    customerToken: (customerId) => behind.access.issueCustomerToken(customerId),
    compat: settings.magentoCompat,
  };
};

/**
 * Opens the one public address (mechanics 6): every dialect, the native status and the probes, over the given ports.
 * Both topologies serve exactly this; a new dialect is mounted here and nowhere else.
 */
export async function openDoors(ports: Ports, settings: DoorSettings): Promise<Doors> {
  const { clock, logger } = ports;
  if (settings.authWarning !== null) logger.warn({}, settings.authWarning);
  const behind = behindTheDoors(ports, settings);
  const readiness = createReadiness({ checks: portChecks(ports), logger, clock });
  const magento = magentoOptions(ports, settings, behind);
  const app = createHttpApp({
    logger,
    inflight: { maxBytes: settings.maxInflightBytes, bodyLimitBytes: settings.maxBodyBytes },
    routers: [
      { at: '/rest', handler: createMagentoRouter(magento) },
      healthRoutes(readiness),
      createMagentoCloudRouter(magento),
      createNativeRouter(behind),
    ],
  });
  const listening: Listening = await listen(app, settings);
  return {
    port: listening.port,
    close: async () => {
      readiness.stop();
      await listening.close();
      behind.waiter.close();
      await behind.access.close();
    },
  };
}
