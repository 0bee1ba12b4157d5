import { randomUUID } from 'node:crypto';
import { connectKafka, withAdmin } from './kafka-reset';
import type { ForeignMessage, LoggedMessage, OperationsLog } from './operations-log';
import { untilTrue } from './poll';
import type { Kafka, KafkaMessage, Producer } from 'kafkajs';

const READ_MS = 30_000;
/** The broker limits a partition's batch; large messages go alone. */
const SEND_BYTES = 500_000;

const textOf = (value: Buffer | null): string | null => value?.toString('utf8') ?? null;

function toLogged(partition: number, { key, value, headers = {}, offset }: KafkaMessage): LoggedMessage {
  const texts = Object.entries(headers).map(([name, header]) => [name, String(header)] as const);
  return {
    partition,
    offset: Number(offset),
    key: textOf(key),
    value: textOf(value),
    headers: Object.fromEntries(texts),
  };
}

function batchesOf(messages: readonly ForeignMessage[]): ForeignMessage[][] {
  const batches: ForeignMessage[][] = [[]];
  let bytes = 0;
  for (const message of messages) {
    const size = (message.value?.length ?? 0) + 500;
    if (bytes > 0 && bytes + size > SEND_BYTES) {
      batches.push([]);
      bytes = 0;
    }
    batches.at(-1)?.push(message);
    bytes += size;
  }
  return batches;
}

async function readUntilEnd(kafka: Kafka, brokers: string, topic: string): Promise<LoggedMessage[]> {
  const ends = await withAdmin(brokers, (admin) => admin.fetchTopicOffsets(topic));
  const expected = ends.reduce((sum, { high, low }) => sum + Number(high) - Number(low), 0);
  const found: LoggedMessage[] = [];
  const consumer = kafka.consumer({ groupId: `e2e-${randomUUID()}`, maxWaitTimeInMs: 100 });
  await consumer.connect();
  try {
    await consumer.subscribe({ topic, fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachMessage: async ({ partition, message }) => {
        found.push(toLogged(partition, message));
      },
    });
    await untilTrue(() => found.length >= expected, { what: `reading ${topic}`, timeoutMs: READ_MS });
  } finally {
    await consumer.disconnect();
  }
  return found.sort((a, b) => a.partition - b.partition || a.offset - b.offset);
}

/** The group's id on the broker: it ends in the epoch of the log, and the newest one is at work. */
async function groupInForce(brokers: string, group: string): Promise<string> {
  const ids = await withAdmin(brokers, async (admin) =>
    (await admin.listGroups()).groups.map(({ groupId }) => groupId),
  );
  const epochs = ids.flatMap((id) =>
    id.startsWith(`${group}.`) ? [Number(id.slice(group.length + 1))] : [],
  );
  return `${group}.${String(Math.max(0, ...epochs))}`;
}

async function lagOf(brokers: string, topic: string, group: string): Promise<number> {
  const groupId = await groupInForce(brokers, group);
  return withAdmin(brokers, async (admin) => {
    const ends = await admin.fetchTopicOffsets(topic);
    const [committed] = await admin.fetchOffsets({ groupId, topics: [topic] });
    const offsets = new Map(
      committed?.partitions.map(({ partition, offset }) => [partition, Number(offset)]),
    );
    return ends.reduce(
      (lag, { partition, high }) => lag + Number(high) - Math.max(0, offsets.get(partition) ?? 0),
      0,
    );
  });
}

/** Kafka as a foreign program sees it: a producer with the defaults of its library, a consumer of its own. */
export async function openKafkaLog(brokers: string): Promise<OperationsLog> {
  const kafka = connectKafka(brokers);
  const producer: Producer = kafka.producer();
  await producer.connect();
  return {
    publish: async (topic, messages) => {
      for (const batch of batchesOf(messages)) {
        await producer.send({
          topic,
          messages: batch.map((message) => ({ ...message, headers: { ...message.headers } })),
        });
      }
    },
    readAll: (topic) => readUntilEnd(kafka, brokers, topic),
    lag: (topic, group) => lagOf(brokers, topic, group),
    close: () => producer.disconnect(),
  };
}

/** Sets the group back to the start of the topic; its members must be stopped. */
export async function resetKafkaGroup(brokers: string, topic: string, group: string): Promise<void> {
  const groupId = await groupInForce(brokers, group);
  await withAdmin(brokers, (admin) => admin.resetOffsets({ groupId, topic, earliest: true }));
}
