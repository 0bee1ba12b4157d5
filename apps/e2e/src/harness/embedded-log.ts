import { randomUUID } from 'node:crypto';
import { silentLogger, type DeliveredMessage, type MessageBus } from '@sluice/ports';
import { DEFAULT_PARTITIONS } from '@sluice/schemas';
import { embeddedPorts } from '@sluice/wiring-embedded';
import type { LoggedMessage, OperationsLog } from './operations-log';
import { untilTrue } from './poll';

const READ_MS = 30_000;

const toLogged = (partition: number, { offset, key, value, headers }: DeliveredMessage): LoggedMessage => ({
  partition,
  offset,
  key: key?.toString('utf8') ?? null,
  value: value?.toString('utf8') ?? null,
  headers,
});

async function readUntilEnd(bus: MessageBus, topic: string): Promise<LoggedMessage[]> {
  const { offsets } = await bus.endOffsets(topic);
  const expected = offsets.reduce((sum, end) => sum + end, 0);
  const found: LoggedMessage[] = [];
  const subscription = await bus.subscribe({
    topic,
    group: `e2e-${randomUUID()}`,
    handler: async ({ partition, messages }) => {
      found.push(...messages.map((message) => toLogged(partition, message)));
    },
  });
  await untilTrue(() => found.length >= expected, { what: `reading ${topic}`, timeoutMs: READ_MS });
  await subscription.close();
  return found.sort((a, b) => a.partition - b.partition || a.offset - b.offset);
}

/** The log in a data folder, opened beside the process that serves it, as any other program may. */
export async function openEmbeddedLog(dataDir: string): Promise<OperationsLog> {
  const ports = await embeddedPorts({
    directory: dataDir,
    partitions: DEFAULT_PARTITIONS,
    exclusive: false,
    logger: silentLogger,
  });
  const { bus } = ports;
  return {
    publish: (topic, messages) => bus.publish(topic, messages),
    readAll: (topic) => readUntilEnd(bus, topic),
    lag: async (topic, group) => {
      const [ends, committed] = await Promise.all([
        bus.endOffsets(topic),
        bus.committedOffsets(topic, group),
      ]);
      return ends.offsets.reduce((lag, end, partition) => lag + end - (committed.offsets[partition] ?? 0), 0);
    },
    close: () => ports.close(),
  };
}
