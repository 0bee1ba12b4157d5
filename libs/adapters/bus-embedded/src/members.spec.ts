import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { silentLogger, systemClock, type MessageBus } from '@sluice/ports';
import { memoryCoordinator } from '@sluice/ports-testing';
import type { EmbeddedBusOptions } from './bus-parts';
import { openEmbeddedBus, type OpenedBus } from './embedded-bus';
import { useTempDirectory } from './temp-directory.fixture';
import { until } from './until.fixture';

const directory = useTempDirectory();
const TOPIC = { name: 'members', partitions: 4, maxMessageBytes: 1_000_000 };
const GROUP = 'group';
const LONG_MS = 600_000;
const COUNT = 40;

let opened: OpenedBus[] = [];
let children: ChildProcess[] = [];
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  await Promise.all(opened.map(({ bus }) => bus.close()));
  [opened, children] = [[], []];
});

async function open(
  coordinator: EmbeddedBusOptions['coordinator'],
  over: Partial<EmbeddedBusOptions> = {},
): Promise<OpenedBus> {
  const timings = { pollMs: 50, claimMs: 1_000 };
  const one = openEmbeddedBus({
    directory: directory(),
    coordinator,
    clock: systemClock,
    logger: silentLogger,
    timings,
    ...over,
  });
  opened.push(one);
  await one.bus.ensureTopics([TOPIC]);
  return one;
}

const publishRound = (bus: MessageBus, name: string): Promise<void> =>
  bus.publish(
    TOPIC.name,
    Array.from({ length: COUNT }, (_, n) => ({ key: `key-${String(n)}`, value: name, headers: {} })),
  );

/** Counts what a subscription gets, by text. */
async function countTexts(bus: MessageBus): Promise<(text: string) => number> {
  const texts: string[] = [];
  await bus.subscribe({
    topic: TOPIC.name,
    group: GROUP,
    handler: ({ messages }) => {
      texts.push(...messages.map(({ value }) => value?.toString() ?? ''));
      return Promise.resolve();
    },
  });
  return (wanted) => texts.filter((text) => text === wanted).length;
}

function startChild(): ChildProcess {
  const child = fork(
    join(__dirname, 'run-source.fixture.cjs'),
    [join(__dirname, 'killed-member.fixture.ts'), directory(), TOPIC.name, GROUP],
    { execArgv: ['--conditions=@sluice/source'], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] },
  );
  children.push(child);
  return child;
}

describe('members', () => {
  test('a process killed inside its handler loses nothing: the others get its partitions', async () => {
    const { bus } = await open(memoryCoordinator());
    const count = await countTexts(bus);
    const child = startChild();
    const held = new Set<number>();
    child.on('message', ({ partition }: { partition: number }) => held.add(partition));
    let rounds = 0;
    await until('the other process got a share', async () => {
      await publishRound(bus, `round ${String(rounds++)}`);
      return held.size === TOPIC.partitions / 2;
    });
    await publishRound(bus, 'last');
    await until('this process got its share', () => count('last') > 0);
    expect(count('last')).toBeLessThan(COUNT);
    child.kill('SIGKILL');
    await once(child, 'exit');
    await until('this process got the rest', () => count('last') === COUNT);
    for (let round = 0; round < rounds; round += 1) expect(count(`round ${String(round)}`)).toBe(COUNT);
  }, 30_000);

  test('the first bus of a locked directory waits for no claim of a killed process', async () => {
    const coordinator = memoryCoordinator();
    const timings = { pollMs: 50, claimMs: LONG_MS };
    const killed = await open(coordinator, { timings });
    await countTexts(killed.bus);
    killed.abandon();
    const { bus } = await open(coordinator, { timings, exclusive: true });
    const count = await countTexts(bus);
    await publishRound(bus, 'text');
    await until('everything is delivered', () => count('text') === COUNT);
  });

  test('members of one process are told of messages at once, not by polling', async () => {
    const coordinator = memoryCoordinator();
    const publisher = await open(coordinator);
    const reader = await open(coordinator, { timings: { pollMs: LONG_MS } });
    const count = await countTexts(reader.bus);
    await publishRound(publisher.bus, 'text');
    await until('everything is delivered', () => count('text') === COUNT);
  });

  test('a claim that somebody else took commits nothing', async () => {
    const coordinator = memoryCoordinator();
    const stalled = await open(coordinator, { timings: { pollMs: LONG_MS, claimMs: 1 } });
    let finish = (): void => undefined;
    const started: number[] = [];
    await stalled.bus.subscribe({
      topic: TOPIC.name,
      group: GROUP,
      maxBatch: 1,
      handler: ({ partition }) => {
        started.push(partition);
        return new Promise((resolve) => (finish = resolve));
      },
    });
    await stalled.bus.publish(TOPIC.name, [{ key: 'a', value: 'first', headers: {} }]);
    await until('the stalled handler runs', () => started.length === 1);
    const { bus } = await open(coordinator);
    const count = await countTexts(bus);
    const committed = async (): Promise<number> =>
      (await bus.committedOffsets(TOPIC.name, GROUP)).offsets.reduce((sum, offset) => sum + offset, 0);
    await bus.publish(TOPIC.name, [{ key: 'a', value: 'second', headers: {} }]);
    await until('the other member took over', async () => count('second') === 1 && (await committed()) === 2);
    finish();
    await stalled.bus.close();
    expect(await committed()).toBe(2);
  });
});
