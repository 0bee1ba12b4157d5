import { type Admin, Kafka, logLevel } from 'kafkajs';

const WARM_UP_GROUP = 'sluice-warm-up';

/**
 * Resolves when a Kafka answers in a way that lets work begin: metadata with a broker, a leader for every
 * partition, and a group coordinator. Asking for the coordinator makes Kafka create the topic that the
 * coordinator needs; otherwise the first consumer to join a group would wait seconds for it.
 *
 * @throws Error while it does not answer so.
 */
export async function askKafka(brokers: string): Promise<void> {
  const kafka = new Kafka({
    clientId: 'sluice-servers',
    brokers: brokers.split(','),
    logLevel: logLevel.NOTHING,
    connectionTimeout: 1_000,
    requestTimeout: 3_000,
    retry: { retries: 0 },
  });
  const admin = kafka.admin();
  try {
    await admin.connect();
    await requireBroker(admin);
    await requireCoordinator(admin);
  } finally {
    await admin.disconnect();
  }
}

async function requireBroker(admin: Admin): Promise<void> {
  const { brokers } = await admin.describeCluster();
  if (brokers.length === 0) throw new Error('the broker is not in its cluster yet');
  const { topics } = await admin.fetchTopicMetadata();
  const leaderless = topics.find(({ partitions }) => partitions.some(({ leader }) => leader < 0));
  if (leaderless) throw new Error(`a partition of ${leaderless.name} has no leader yet`);
}

async function requireCoordinator(admin: Admin): Promise<void> {
  const { groups } = await admin.describeGroups([WARM_UP_GROUP]);
  if (groups.length === 0) throw new Error('there is no group coordinator yet');
}
