import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLogger, systemClock, type MessageBus } from '@sluice/ports';
import { memoryCoordinator, messageBusContract, type BusHarness, type BusLog } from '@sluice/ports-testing';
import { createLogFile } from './create-log';
import { openEmbeddedBus, type OpenedBus } from './embedded-bus';

const CLAIM_MS = 600;
const SETTLE_MS = 10_000;
const TIMINGS = { pollMs: 50, watchMs: 200, claimMs: CLAIM_MS, backoffMinMs: 20, backoffMaxMs: 200 };

const removeLog = (directory: string, topic: string): void => {
  for (const suffix of ['', '-wal', '-shm']) rmSync(join(directory, `${topic}.db${suffix}`), { force: true });
};

function openLogOfBuses(): BusLog {
  const directory = mkdtempSync(join(tmpdir(), 'sluice-bus-'));
  const coordinator = memoryCoordinator();
  const members = new Map<MessageBus, OpenedBus>();
  return {
    coordinator,
    bus: () => {
      const opened = openEmbeddedBus({
        directory,
        coordinator,
        clock: systemClock,
        logger: silentLogger,
        timings: TIMINGS,
      });
      members.set(opened.bus, opened);
      return Promise.resolve(opened.bus);
    },
    kill: async (bus) => {
      members.get(bus)?.abandon();
      await systemClock.delay(CLAIM_MS);
    },
    deleteTopic: (topic) => {
      removeLog(directory, topic);
      return Promise.resolve();
    },
    recreateTopic: ({ name, partitions }) => {
      removeLog(directory, name);
      createLogFile(join(directory, `${name}.db`), 1, partitions);
      return Promise.resolve();
    },
    dispose: async () => {
      await Promise.all([...members.keys()].map((bus) => bus.close()));
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

const harness: BusHarness = { open: () => Promise.resolve(openLogOfBuses()) };

messageBusContract('embedded', harness, { settleMs: SETTLE_MS, except: {} });
