import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { FOLD_GROUP, OUTCOMES_TOPIC, consumerGroup, operationsTopic } from '@sluice/schemas';
import { openEmbeddedLog } from './harness/embedded-log';
import type { Instance } from './harness/instance';
import { openKafkaLog, resetKafkaGroup } from './harness/kafka-log';
import { deleteTopics } from './harness/kafka-reset';
import type { OperationsLog } from './harness/operations-log';
import { untilTrue } from './harness/poll';
import { requireServers } from './topologies.fixture';

export const OPERATIONS = operationsTopic('products');
const GROUP = consumerGroup('products');
const CONSUMING = { embedded: ['standalone'], distributed: ['consumer-1', 'consumer-2', 'status'] } as const;

/** The log of a running instance, as another program opens it. */
export const openLog = (instance: Instance): Promise<OperationsLog> =>
  instance.topology === 'embedded'
    ? openEmbeddedLog(instance.dataDir)
    : openKafkaLog(requireServers().kafkaBrokers);

/** Resolves when consumers and fold have committed everything there is. */
export async function untilConsumed(log: OperationsLog): Promise<void> {
  await untilTrue(async () => (await log.lag(OPERATIONS, GROUP)) === 0, {
    what: 'operations consumed',
    timeoutMs: 60_000,
  });
  await untilTrue(async () => (await log.lag(OUTCOMES_TOPIC, FOLD_GROUP)) === 0, {
    what: 'outcomes folded',
    timeoutMs: 60_000,
  });
}

/** Stops what consumes, runs `work`, starts it again. */
export async function whileStopped(instance: Instance, work: () => Promise<void>): Promise<void> {
  const apps = CONSUMING[instance.topology];
  await Promise.all(apps.map((app) => instance.kill(app, 'SIGTERM')));
  await work();
  await Promise.all(apps.map((app) => instance.start(app)));
}

/** Sets consumers and fold back to the first message of their topics. */
export const resetGroups = (instance: Instance): Promise<void> =>
  whileStopped(instance, async () => {
    if (instance.topology === 'embedded') {
      for (const suffix of ['', '-wal', '-shm'])
        await rm(join(instance.dataDir, 'log', `groups.db${suffix}`), { force: true });
      return;
    }
    const { kafkaBrokers } = requireServers();
    await resetKafkaGroup(kafkaBrokers, OPERATIONS, GROUP);
    await resetKafkaGroup(kafkaBrokers, OUTCOMES_TOPIC, FOLD_GROUP);
  });

/** Removes the operations topic with all that is in it. */
export async function loseOperations(instance: Instance): Promise<void> {
  if (instance.topology === 'distributed') {
    await deleteTopics(requireServers().kafkaBrokers, [OPERATIONS]);
    return;
  }
  for (const suffix of ['', '-wal', '-shm']) {
    await rm(join(instance.dataDir, 'log', `${OPERATIONS}.db${suffix}`), { force: true });
  }
}
