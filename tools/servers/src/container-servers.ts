import type { StartedTestContainer } from 'testcontainers';
import { askKafka } from './ask-kafka';
import { freePorts } from './free-ports';
import { asImageVariables, KAFKA_TUNING } from './kafka-config';
import { askMongodb } from './mongodb-server';
import { untilTrue } from './poll';
import type { ServerControl, ServerSet } from './server-set';

const KAFKA_IMAGE = 'apache/kafka:4.1.1';
const MONGODB_IMAGE = 'mongo:6.0.20';
const STARTUP_TIMEOUT_MS = 180_000;
const ANSWER_TIMEOUT_MS = 60_000;

/** The configuration of the Kafka image for a client on `host:port`, where the container's 9092 is mapped to. */
export const containerKafkaProperties = (host: string, port: number): Record<string, string> => ({
  'process.roles': 'broker,controller',
  'node.id': '1',
  'controller.quorum.voters': '1@localhost:9093',
  listeners: 'PLAINTEXT://:9092,CONTROLLER://:9093',
  'advertised.listeners': `PLAINTEXT://${host}:${String(port)}`,
  'controller.listener.names': 'CONTROLLER',
  'inter.broker.listener.name': 'PLAINTEXT',
  'listener.security.protocol.map': 'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT',
  ...KAFKA_TUNING,
});

/**
 * A set of servers in containers. The ports outside are chosen before, so that a server that is killed and
 * started again comes back where its clients look for it. testcontainers' reaper removes the containers
 * when this process dies.
 */
export async function startContainerServers(): Promise<ServerSet> {
  const { getContainerRuntimeClient } = await import('testcontainers');
  const host = (await getContainerRuntimeClient()).info.containerRuntime.host;
  const [kafkaPort = 0, mongodbPort = 0] = await freePorts(2);
  const kafkaBrokers = `${host}:${String(kafkaPort)}`;
  const mongodbUri = `mongodb://${host}:${String(mongodbPort)}/sluice`;
  const started = await startContainers({ host, kafkaPort, mongodbPort });
  const stop = stopContainers(started);
  try {
    await untilAnswers('Kafka', () => askKafka(kafkaBrokers));
    return {
      kafkaBrokers,
      mongodbUri,
      origin: 'testcontainers',
      kafka: await controlContainer(started[0], () => untilAnswers('Kafka', () => askKafka(kafkaBrokers))),
      mongodb: await controlContainer(started[1], () =>
        untilAnswers('MongoDB', () => askMongodb(mongodbUri)),
      ),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

interface ContainerPorts {
  readonly host: string;
  readonly kafkaPort: number;
  readonly mongodbPort: number;
}

async function startContainers({
  host,
  kafkaPort,
  mongodbPort,
}: ContainerPorts): Promise<[StartedTestContainer, StartedTestContainer]> {
  const { GenericContainer, Wait } = await import('testcontainers');
  const kafka = new GenericContainer(KAFKA_IMAGE)
    .withExposedPorts({ container: 9_092, host: kafkaPort })
    .withEnvironment(asImageVariables(containerKafkaProperties(host, kafkaPort)))
    .withWaitStrategy(Wait.forListeningPorts())
    .withStartupTimeout(STARTUP_TIMEOUT_MS);
  const mongodb = new GenericContainer(MONGODB_IMAGE)
    .withExposedPorts({ container: 27_017, host: mongodbPort })
    .withWaitStrategy(Wait.forListeningPorts())
    .withStartupTimeout(STARTUP_TIMEOUT_MS);
  const results = await Promise.allSettled([kafka.start(), mongodb.start()]);
  const [first, second] = results;
  if (first.status === 'fulfilled' && second.status === 'fulfilled') return [first.value, second.value];
  for (const result of results) {
    if (result.status === 'fulfilled') await result.value.stop();
  }
  throw first.status === 'rejected' ? first.reason : (second as PromiseRejectedResult).reason;
}

function stopContainers(containers: readonly StartedTestContainer[]): () => Promise<void> {
  const stop = async (): Promise<void> => {
    await Promise.all(containers.map((container) => container.stop({ timeout: 0 })));
  };
  let stopped: Promise<void> | undefined;
  return () => (stopped ??= stop());
}

async function controlContainer(
  started: StartedTestContainer,
  untilItAnswers: () => Promise<void>,
): Promise<ServerControl> {
  const { getContainerRuntimeClient } = await import('testcontainers');
  const container = (await getContainerRuntimeClient()).container.getById(started.getId());
  const current = { pid: (await container.inspect()).State.Pid };
  return {
    pid: () => current.pid,
    pause: async () => {
      await container.pause();
    },
    resume: async () => {
      await container.unpause();
    },
    kill: async () => {
      await container.kill();
      await container.wait();
    },
    start: async () => {
      if (!(await container.inspect()).State.Running) await container.start();
      current.pid = (await container.inspect()).State.Pid;
      await untilItAnswers();
    },
  };
}

async function untilAnswers(name: string, ask: () => Promise<void>): Promise<void> {
  const answered = await untilTrue(
    () =>
      ask().then(
        () => true,
        () => false,
      ),
    { timeoutMs: ANSWER_TIMEOUT_MS },
  );
  if (!answered) throw new Error(`${name} in its container does not answer`);
}
