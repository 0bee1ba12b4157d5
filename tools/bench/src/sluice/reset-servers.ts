import { setTimeout as delay } from 'node:timers/promises';
import { Kafka, logLevel, type Admin } from 'kafkajs';
import { mongo } from 'mongoose';

const OURS = /^(sluice|naive)\./;
const POLL_MS = 200;
/** Longer than the session of a consumer that was killed: until it ends, its group is not empty. */
const PATIENCE_MS = 30_000;

/**
 * Deletes the groups and topics that an earlier run, or a Sluice that has been here, left: a new database counts
 * epochs from 1 again, and an old group of that number would skip the beginning.
 */
export async function resetKafka(kafkaBrokers: string): Promise<void> {
  const kafka = new Kafka({ brokers: kafkaBrokers.split(','), logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  await admin.connect();
  try {
    await untilNone(async () => deleteGroups(admin), 'consumer groups');
    await untilNone(async () => deleteTopics(admin), 'topics');
  } finally {
    await admin.disconnect();
  }
}

/** Answers how many there were. */
async function deleteGroups(admin: Admin): Promise<number> {
  const { groups } = await admin.listGroups();
  const ours = groups.map(({ groupId }) => groupId).filter((group) => OURS.test(group));
  // A group with members is refused; it is asked again until its session has ended.
  if (ours.length > 0) await admin.deleteGroups(ours).catch(() => undefined);
  return ours.length;
}

async function deleteTopics(admin: Admin): Promise<number> {
  const ours = (await admin.listTopics()).filter((topic) => OURS.test(topic));
  // kafkajs tries 13 s to delete a topic that is not there, so only what is listed.
  if (ours.length > 0) await admin.deleteTopics({ topics: ours });
  return ours.length;
}

async function untilNone(deleteThem: () => Promise<number>, what: string): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  while ((await deleteThem()) > 0) {
    if (performance.now() > deadline) throw new Error(`${what} of an earlier run do not go away`);
    await delay(POLL_MS);
  }
}

/** The same server, another database. */
export function withDatabase(mongodbUri: string, database: string): string {
  const uri = new URL(mongodbUri);
  uri.pathname = `/${database}`;
  return uri.href;
}

/** Drops the database that the URI names. */
export async function dropDatabase(mongodbUri: string): Promise<void> {
  const client = await new mongo.MongoClient(mongodbUri).connect();
  await client.db().dropDatabase();
  await client.close();
}
