import { silentLogger, systemClock, type Coordinator } from '@sluice/ports';
import { createEmbeddedBus } from './embedded-bus';

/** A member in a process of its own: its handler tells its parent what it was given and never ends. */
async function main([directory, topic, group]: readonly string[]): Promise<void> {
  if (directory === undefined || topic === undefined || group === undefined)
    throw new Error('three arguments');
  const refuse = (): never => {
    throw new Error('the log is there; nothing is to be coordinated');
  };
  const coordinator: Coordinator = {
    epochs: () => Promise.resolve(new Map([[topic, 1]])),
    advanceEpoch: refuse,
    acquireLease: refuse,
    releaseLease: refuse,
    takeIds: refuse,
    ping: () => Promise.resolve(),
  };
  const timings = { pollMs: 50, claimMs: 1_000 };
  const bus = await createEmbeddedBus({
    directory,
    coordinator,
    clock: systemClock,
    logger: silentLogger,
    timings,
  });
  await bus.ensureTopics([{ name: topic, partitions: 4, maxMessageBytes: 1_000_000 }]);
  await bus.subscribe({
    topic,
    group,
    handler: ({ partition }) => {
      process.send?.({ partition });
      return new Promise(() => undefined);
    },
  });
  // The bus keeps no process alive.
  process.on('message', () => undefined);
}

void main(process.argv.slice(2));
