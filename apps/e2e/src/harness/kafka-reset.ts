import { Kafka, logLevel, type Admin } from 'kafkajs';
import { untilTrue } from './poll';

const PREFIX = 'sluice.';
/** Longer than the session of a consumer that was killed: until it ends, its group is not empty. */
const GROUPS_GONE_MS = 30_000;

/** A client of the test's own. */
export const connectKafka = (brokers: string): Kafka =>
  new Kafka({ clientId: 'sluice-e2e', brokers: brokers.split(','), logLevel: logLevel.NOTHING });

/** Runs `work` with an admin connection of its own. */
export async function withAdmin<T>(brokers: string, work: (admin: Admin) => Promise<T>): Promise<T> {
  const admin = connectKafka(brokers).admin();
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.disconnect();
  }
}

const ourTopics = async (admin: Admin): Promise<string[]> =>
  (await admin.listTopics()).filter((topic) => topic.startsWith(PREFIX));

const ourGroups = async (admin: Admin): Promise<string[]> =>
  (await admin.listGroups()).groups.map(({ groupId }) => groupId).filter((group) => group.startsWith(PREFIX));

/** Deletes these topics, and resolves when none of them is listed any more. */
export async function deleteTopics(brokers: string, names?: readonly string[]): Promise<void> {
  await withAdmin(brokers, async (admin) => {
    const listed = async (): Promise<string[]> =>
      (await ourTopics(admin)).filter((topic) => names?.includes(topic) ?? true);
    const topics = await listed();
    // kafkajs tries 13 s to delete a topic that is not there.
    if (topics.length > 0) await admin.deleteTopics({ topics });
    await untilTrue(async () => (await listed()).length === 0, { what: 'topics gone', timeoutMs: 20_000 });
  });
}

const deleteGroups = (admin: Admin): Promise<void> =>
  untilTrue(
    async () => {
      const groups = await ourGroups(admin);
      if (groups.length === 0) return true;
      await admin.deleteGroups(groups).catch(() => undefined);
      return false;
    },
    { what: 'groups gone', timeoutMs: GROUPS_GONE_MS, everyMs: 250 },
  );

/**
 * Empties the broker of what an earlier instance left: topics, and groups, whose ids end in an epoch that a new
 * database counts from 1 again.
 */
export async function resetKafka(brokers: string): Promise<void> {
  await withAdmin(brokers, deleteGroups);
  await deleteTopics(brokers);
}
