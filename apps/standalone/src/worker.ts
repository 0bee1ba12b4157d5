import { parentPort, workerData } from 'node:worker_threads';
import { createLogger } from '@sluice/platform';
import { startConsumer } from '@sluice/processing';
import { BUILT_IN_STORES, consumers } from '@sluice/schemas';
import { embeddedPorts } from '@sluice/wiring-embedded';
import type { WorkerSettings } from './config';

/** The consuming half of the process: every consumer, with connections of its own (mechanics 4). */
async function start({ directory, partitions, level }: WorkerSettings): Promise<void> {
  const logger = createLogger({ name: 'standalone-worker', level });
  const ports = await embeddedPorts({ directory, partitions, exclusive: false, logger });
  const running = await Promise.all(
    consumers.map((consumer) => startConsumer({ ports, consumer, stores: BUILT_IN_STORES })),
  );
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
