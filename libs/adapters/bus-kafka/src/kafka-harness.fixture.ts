import { systemClock, silentLogger, type MessageBus } from '@sluice/ports';
import { memoryCoordinator, type BusHarness, type BusLog } from '@sluice/ports-testing';
import { Kafka, logLevel, type Admin } from 'kafkajs';
import { createKafkaBus } from './kafka-bus';

/** Quick to notice, quick to let go: a suite has no twenty seconds to spare for each case. */
const TIMINGS = { watchMs: 250, confirmMs: 50, drainMs: 2_000, retryFromMs: 50, sessionMs: 6_000 };

/** A topic that was just deleted stays in the broker's metadata for a moment. */
async function untilGone(admin: Admin, topic: string): Promise<void> {
  while ((await admin.listTopics()).includes(topic)) await systemClock.delay(10);
}

/** Logs on real brokers; every bus has clients of its own. */
export function kafkaHarness(brokers: readonly string[]): BusHarness {
  return { open: () => openLog(brokers) };
}

async function openLog(brokers: readonly string[]): Promise<BusLog> {
  const coordinator = memoryCoordinator();
  const members = new Set<MessageBus>();
  const kafka = new Kafka({ brokers: [...brokers], clientId: 'outside-hand', logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  await admin.connect();
  const deleteTopic = async (topic: string): Promise<void> => {
    await admin.deleteTopics({ topics: [topic] });
    await untilGone(admin, topic);
  };
  return {
    coordinator,
    bus: async () => {
      const bus = await createKafkaBus({
        brokers,
        clientId: 'contract',
        coordinator,
        clock: systemClock,
        logger: silentLogger,
        timings: TIMINGS,
        onFatal: (error) => {
          throw error;
        },
      });
      members.add(bus);
      return bus;
    },
    // With a handler that hangs, close() runs out of its time, commits nothing, and leaves.
    kill: (bus) => bus.close(),
    deleteTopic,
    recreateTopic: async ({ name, partitions }) => {
      await admin.deleteTopics({ topics: [name] });
      await createAgain(admin, name, partitions);
    },
    dispose: async () => {
      await Promise.all([...members].map((bus) => bus.close()));
      const topics = [...(await coordinator.epochs()).keys()];
      const present = new Set(await admin.listTopics());
      await admin.deleteTopics({ topics: topics.filter((topic) => present.has(topic)) });
      await admin.disconnect();
    },
  };
}

/** The deletion may not be through yet: then the broker says that the topic exists. */
async function createAgain(admin: Admin, topic: string, numPartitions: number): Promise<void> {
  for (;;) {
    try {
      if (await admin.createTopics({ topics: [{ topic, numPartitions }] })) return;
    } catch (error) {
      if (!(error instanceof Error)) throw error;
    }
    await systemClock.delay(10);
  }
}
