/** What one node's configuration depends on. */
export interface KafkaNode {
  readonly port: number;
  readonly controllerPort: number;
  readonly dataDir: string;
}

/** What does not depend on ports or folders; the same under Docker. */
export const KAFKA_TUNING: Readonly<Record<string, string>> = {
  // Topics are made by ensureTopics alone; a client's mere question must not make one.
  'auto.create.topics.enable': 'false',
  'offsets.topic.replication.factor': '1',
  'offsets.topic.num.partitions': '4',
  'transaction.state.log.replication.factor': '1',
  'transaction.state.log.min.isr': '1',
  'transaction.state.log.num.partitions': '4',
  'share.coordinator.state.topic.replication.factor': '1',
  'share.coordinator.state.topic.min.isr': '1',
  'group.initial.rebalance.delay.ms': '0',
  // A broker that was killed is refused by its own controller until its old session ends: 9 s by default.
  'broker.heartbeat.interval.ms': '300',
  'broker.session.timeout.ms': '2000',
};

/** The properties of a single KRaft node that is broker and controller, listening on 127.0.0.1 only. */
export const kafkaProperties = ({ port, controllerPort, dataDir }: KafkaNode): Record<string, string> => ({
  'process.roles': 'broker,controller',
  'node.id': '1',
  'controller.quorum.voters': `1@127.0.0.1:${String(controllerPort)}`,
  listeners: `PLAINTEXT://127.0.0.1:${String(port)},CONTROLLER://127.0.0.1:${String(controllerPort)}`,
  'advertised.listeners': `PLAINTEXT://127.0.0.1:${String(port)}`,
  'controller.listener.names': 'CONTROLLER',
  'inter.broker.listener.name': 'PLAINTEXT',
  'listener.security.protocol.map': 'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT',
  'log.dirs': dataDir,
  ...KAFKA_TUNING,
});

/** The text of a `server.properties` file. A backslash is that format's escape character. */
export const renderProperties = (properties: Readonly<Record<string, string>>): string =>
  Object.entries(properties)
    .map(([name, value]) => `${name}=${value.replaceAll('\\', '\\\\')}\n`)
    .join('');

/** The same properties as variables of the image apache/kafka: `log.dirs` is `KAFKA_LOG_DIRS` there. */
export const asImageVariables = (properties: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(properties).map(([name, value]) => [
      `KAFKA_${name.replaceAll('.', '_').toUpperCase()}`,
      value,
    ]),
  );
