/** Where a set of servers came from. */
export type Origin = 'environment' | 'testcontainers' | 'tools/servers';

/** One server's process, for fault tests. */
export interface ServerControl {
  /** The process id of the server as it runs now, or ran last. */
  readonly pid: () => number;
  /** Stops it where it stands (SIGSTOP): connections stay open, nothing answers. */
  readonly pause: () => Promise<void>;
  /** Lets a paused server go on (SIGCONT). */
  readonly resume: () => Promise<void>;
  /** Kills it at once (SIGKILL), also a paused one; resolves when the process is gone. */
  readonly kill: () => Promise<void>;
  /** Starts it again on the same data and port; resolves when it answers. Nothing happens while it runs. */
  readonly start: () => Promise<void>;
}

/** A Kafka and a MongoDB that answer. */
export interface ServerSet {
  /** `host:port`, comma separated: the value of KAFKA_BROKERS. */
  readonly kafkaBrokers: string;
  /** The value of MONGODB_URI; it names the database `sluice`. */
  readonly mongodbUri: string;
  readonly origin: Origin;
  /** Missing for servers of the environment: those are not ours to stop. */
  readonly kafka?: ServerControl;
  readonly mongodb?: ServerControl;
  /** Ends the servers that this set owns and resolves when nothing of them is left. Idempotent. */
  readonly stop: () => Promise<void>;
}

/** The address of the database on a MongoDB of this machine. */
export const localMongodbUri = (port: number): string => `mongodb://127.0.0.1:${String(port)}/sluice`;

/** The address of a Kafka of this machine. */
export const localKafkaBrokers = (port: number): string => `127.0.0.1:${String(port)}`;
