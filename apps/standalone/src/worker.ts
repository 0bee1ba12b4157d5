import { parentPort, workerData } from 'node:worker_threads';
import { openConsumer } from '@sluice/consuming';
import { createLogger } from '@sluice/platform';
import { consumers } from '@sluice/schemas';
import { embeddedPorts } from '@sluice/wiring-embedded';
import type { WorkerSettings } from './config';

/** The consuming half of the process: every consumer, with connections of its own (mechanics 4). */
async function start({ directory, partitions, level, consuming }: WorkerSettings): Promise<void> {
  const logger = createLogger({ name: 'standalone-worker', level });
  const ports = await embeddedPorts({ directory, partitions, exclusive: false, logger });
  const running = await Promise.all(consumers.map((consumer) => openConsumer(consumer, ports, consuming)));
  parentPort?.once('message', () => {
    void (async () => {
      await Promise.all(running.map((consumer) => consumer.close()));
      await ports.close();
      parentPort?.close();
    })();
  });
  parentPort?.postMessage('ready');
}

void start(workerData as WorkerSettings);
