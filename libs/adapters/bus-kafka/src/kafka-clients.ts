import type { Clock, Logger } from '@sluice/ports';
import { Kafka, logLevel, type Admin, type Consumer, type Producer } from 'kafkajs';
import { createLogCreator } from './kafka-logger';
import type { KafkaTimings } from './timings';

const CONNECTION_TIMEOUT_MS = 2_000;
const HEARTBEAT_MS = 1_000;
const REBALANCE_MS = 15_000;
const MIB = 1024 * 1024;
const FETCH_BYTES = 8 * MIB;
/** A send that a stopped broker holds is answered when it wakes; giving up sooner would only send it twice. */
const PRODUCER_REQUEST_MS = 15_000;
const CONSUMER_REQUEST_MS = 8_000;
const ADMIN_REQUEST_MS = 4_000;

/** kafkajs' own defaults wait up to 30 s between tries: a broker that is back must be found within seconds. */
const retry = (retries: number): { initialRetryTime: number; maxRetryTime: number; retries: number } => ({
  initialRetryTime: 100,
  maxRetryTime: 1_000,
  retries,
});
/** A consumer stays the same member through an outage of half a minute; a new one waits until the old one expires. */
const CONSUMER_RETRIES = 40;

/** Within askMs: a new topic's leader may not have heard of it yet. */
const ADMIN_RETRIES = 4;

/** Makes kafkajs clients, each with connections of its own. */
export interface KafkaClients {
  producer(): Producer;
  admin(): Admin;
  /** A member of that group; after a crash it starts itself again as long as it `mayRestart`. */
  consumer(groupId: string, mayRestart: () => boolean): Consumer;
}

export interface KafkaClientsOptions {
  readonly brokers: readonly string[];
  readonly clientId: string;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly timings: KafkaTimings;
}

/** The one place with kafkajs' settings; decision 3 of the architecture says why they are what they are. */
export function createKafkaClients(options: KafkaClientsOptions): KafkaClients {
  // One for all clients: in an outage they all say the same.
  const logCreator = createLogCreator(options.logger, options.clock);
  const kafka = (requestTimeout: number, retries: number): Kafka =>
    new Kafka({
      brokers: [...options.brokers],
      clientId: options.clientId,
      connectionTimeout: CONNECTION_TIMEOUT_MS,
      requestTimeout,
      retry: retry(retries),
      logLevel: logLevel.WARN,
      logCreator,
    });
  return {
    producer: () =>
      kafka(PRODUCER_REQUEST_MS, 1).producer({
        idempotent: false,
        allowAutoTopicCreation: false,
        // Every message names its partition: sends are split by the bytes of each.
        createPartitioner:
          () =>
          ({ message }) =>
            message.partition ?? 0,
      }),
    admin: () => kafka(ADMIN_REQUEST_MS, ADMIN_RETRIES).admin(),
    consumer: (groupId, mayRestart) =>
      kafka(CONSUMER_REQUEST_MS, CONSUMER_RETRIES).consumer({
        groupId,
        allowAutoTopicCreation: false,
        sessionTimeout: options.timings.sessionMs,
        rebalanceTimeout: REBALANCE_MS,
        heartbeatInterval: HEARTBEAT_MS,
        maxBytesPerPartition: MIB,
        maxBytes: FETCH_BYTES,
        minBytes: 1,
        maxWaitTimeInMs: options.timings.fetchWaitMs,
        retry: { ...retry(CONSUMER_RETRIES), restartOnFailure: () => Promise.resolve(mayRestart()) },
      }),
  };
}
