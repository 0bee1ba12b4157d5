import { copyFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { silentLogger, systemClock, type MessageBus } from '@sluice/ports';
import { memoryCoordinator } from '@sluice/ports-testing';
import { createEmbeddedBus } from './embedded-bus';
import { useTempDirectory } from './temp-directory.fixture';
import { until } from './until.fixture';

const directory = useTempDirectory();
const TOPIC = { name: 'logs', partitions: 1, maxMessageBytes: 1_000 };
const LONG_MS = 600_000;

async function open(coordinator = memoryCoordinator(), watchMs = LONG_MS): Promise<MessageBus> {
  const timings = { pollMs: 20, watchMs };
  const logger = silentLogger;
  const bus = await createEmbeddedBus({
    directory: directory(),
    coordinator,
    clock: systemClock,
    logger,
    timings,
  });
  await bus.ensureTopics([TOPIC]);
  return bus;
}

const send = (bus: MessageBus, value: string): Promise<void> =>
  bus.publish(TOPIC.name, [{ key: null, value, headers: {} }]);

describe('logs', () => {
  test('a publish into a removed log is refused, and a new one is made at once', async () => {
    const bus = await open();
    for (const file of readdirSync(directory()).filter((name) => name.startsWith('logs.db')))
      rmSync(join(directory(), file));
    await expect(send(bus, 'lost')).rejects.toMatchObject({ code: 'unavailable', retriable: true });
    await until('the new log is known', () => bus.epochOf(TOPIC.name) === 2);
    await send(bus, 'kept');
    expect(await bus.endOffsets(TOPIC.name)).toEqual({ epoch: 2, offsets: [1] });
    await bus.close();
  });

  test('a log that is shorter than what was committed, a restored copy say, counts as lost', async () => {
    const coordinator = memoryCoordinator();
    const path = join(directory(), 'logs.db');
    await (await open(coordinator)).close();
    copyFileSync(path, `${path}.copy`);
    const bus = await open(coordinator);
    await send(bus, 'a');
    await bus.subscribe({ topic: TOPIC.name, group: 'g', handler: () => Promise.resolve() });
    await until('it is committed', async () => {
      return (await bus.committedOffsets(TOPIC.name, 'g')).offsets[0] === 1;
    });
    await bus.close();
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true });
    copyFileSync(`${path}.copy`, path);
    const restored = await open(coordinator);
    expect(await restored.endOffsets(TOPIC.name)).toEqual({ epoch: 2, offsets: [0] });
    await restored.close();
  });

  test('committed offsets that were removed while running deliver everything again', async () => {
    const bus = await open(memoryCoordinator(), 50);
    const seen: string[] = [];
    await bus.subscribe({
      topic: TOPIC.name,
      group: 'g',
      handler: ({ messages }) => {
        seen.push(...messages.map(({ value }) => value?.toString() ?? ''));
        return Promise.resolve();
      },
    });
    await send(bus, 'a');
    await until('it is delivered', () => seen.length === 1);
    for (const suffix of ['', '-wal', '-shm'])
      rmSync(join(directory(), `groups.db${suffix}`), { force: true });
    await until('it is delivered again', () => seen.length === 2);
    await send(bus, 'b');
    await until('the next one follows', () => seen.at(-1) === 'b');
    await bus.close();
  });

  test('a topic name that would leave the directory is refused', async () => {
    const bus = await open();
    const refused = bus.ensureTopics([{ ...TOPIC, name: '../outside' }]);
    await expect(refused).rejects.toMatchObject({ code: 'misconfigured' });
    await bus.close();
  });
});
