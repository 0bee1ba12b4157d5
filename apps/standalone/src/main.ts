import { availableParallelism } from 'node:os';
import { doorSettings, openDoors } from '@sluice/doors';
import {
  collectOnOneThread,
  createLogger,
  limitHeapGrowth,
  readConfigOrExit,
  runUntilSignal,
} from '@sluice/platform';
import { startTracking } from '@sluice/tracking';
import { embeddedPorts } from '@sluice/wiring-embedded';
import { standaloneConfig, workerSettings } from './config';
import { startWorker } from './start-worker';
import { welcome } from './welcome';

/** This one and the worker. */
const BUSY_THREADS = 2;

limitHeapGrowth();
if (availableParallelism() <= BUSY_THREADS) collectOnOneThread();
const config = readConfigOrExit(standaloneConfig);
const logger = createLogger({ name: 'standalone', level: config.SLUICE_LOG_LEVEL });

runUntilSignal({
  logger,
  start: async (fatal) => {
    const { SLUICE_DATA_DIR: directory, SLUICE_PARTITIONS: partitions } = config;
    const settings = await doorSettings(config);
    const ports = await embeddedPorts({ directory, partitions, exclusive: true, logger });
    const worker = await startWorker(workerSettings(config), fatal);
    // Consuming costs more than the rest together: the fold stays on this thread, and its store has one writer.
    const tracking = await startTracking({ ports, settleAfterMs: config.SLUICE_SETTLE_AFTER_MS });
    const doors = await openDoors(ports, settings);
    process.stdout.write(welcome(`http://${config.SLUICE_HOST}:${String(doors.port)}`, directory));
    return {
      close: async () => {
        await doors.close();
        await worker.close();
        await tracking.close();
        await ports.close();
      },
    };
  },
});
