import { randomBytes } from 'node:crypto';
import { makeDataDir, startInstance, type AppSpec, type Instance } from './instance';
import { resetKafka } from './kafka-reset';

/** The servers that an instance runs on. */
export interface ServerAddresses {
  /** `host:port`, several separated by commas. */
  readonly kafkaBrokers: string;
  /** With any database name: every instance takes one of its own. */
  readonly mongodbUri: string;
}

/** What an instance is made of. */
export interface DistributedOptions {
  readonly servers: ServerAddresses;
  /** How many consumers of products; 2 unless told. They are called consumer-1, consumer-2 and so on. */
  readonly consumers?: number;
  /** Other consumer apps that run beside them, one process each, by the names of the registry; none unless told. */
  readonly beside?: readonly string[];
  /** Settings of all apps: each takes what it knows. */
  readonly env?: Readonly<Record<string, string>>;
}

/** The same server, another database. */
export function withDatabase(mongodbUri: string, database: string): string {
  const uri = new URL(mongodbUri);
  uri.pathname = `/${database}`;
  return uri.href;
}

interface AppsInput {
  readonly servers: ServerAddresses;
  readonly dataDir: string;
  readonly consumers: number;
  readonly beside: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

function appsOf({ servers, dataDir, consumers, beside, env }: AppsInput): AppSpec[] {
  const database = `sluice-e2e-${randomBytes(6).toString('hex')}`;
  const addresses = {
    KAFKA_BROKERS: servers.kafkaBrokers,
    MONGODB_URI: withDatabase(servers.mongodbUri, database),
  };
  const settings = { ...addresses, PORT: '0', SLUICE_PROBE_PORT: '0', SLUICE_DATA_DIR: dataDir, ...env };
  const consumerNames = Array.from({ length: consumers }, (_, index) => `consumer-${String(index + 1)}`);
  return [
    { name: 'gateway', app: 'gateway', env: settings, isPublic: true },
    { name: 'status', app: 'status', env: settings, isPublic: false },
    ...consumerNames.map((name) => ({ name, app: 'consumer-products', env: settings, isPublic: false })),
    ...beside.map((name) => ({
      name: `consumer-${name}`,
      app: `consumer-${name}`,
      env: settings,
      isPublic: false,
    })),
  ];
}

/**
 * Starts gateway, status and consumers as processes of their own, on a database of their own and on topics made anew:
 * topic names are fixed, so one instance a broker at a time.
 */
export async function startDistributed(options: DistributedOptions): Promise<Instance> {
  const { servers, consumers = 2, beside = [], env = {} } = options;
  await resetKafka(servers.kafkaBrokers);
  const dataDir = await makeDataDir();
  const apps = appsOf({ servers, dataDir, consumers, beside, env });
  return startInstance({ topology: 'distributed', dataDir, removeDataDir: true, apps });
}
