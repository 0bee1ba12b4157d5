import { provideServers } from '@sluice/servers';

/** The servers of one test run, or why there are none. */
export interface ServersOfRun {
  /** For the end of the report: where they came from and their addresses, or why there are none. */
  readonly line: string;
  /** Set when there are none, or when they did not come up. */
  readonly unavailable?: string;
  /** Set when servers should have come up and did not: a fault even outside CI. */
  readonly isFault?: boolean;
  /** The variables by which suites find them. */
  readonly environment: Readonly<Record<string, string>>;
  readonly stop: () => Promise<void>;
}

const nothingToStop = (): Promise<void> => Promise.resolve();

/** Asks the one place that knows for real servers; a failure to start is reported, not thrown. */
export async function startServersOfRun(): Promise<ServersOfRun> {
  try {
    const servers = await provideServers();
    if ('unavailable' in servers) return without(servers.unavailable, false);
    const { kafkaBrokers, mongodbUri, origin } = servers;
    return {
      line: `${origin}, Kafka ${kafkaBrokers}, MongoDB ${mongodbUri}`,
      environment: { KAFKA_BROKERS: kafkaBrokers, MONGODB_URI: mongodbUri },
      stop: () => servers.stop(),
    };
  } catch (error) {
    return without(`the servers did not start: ${String(error)}`, true);
  }
}

const without = (why: string, isFault: boolean): ServersOfRun => ({
  line: `none: ${why}`,
  unavailable: why,
  isFault,
  environment: {},
  stop: nothingToStop,
});
