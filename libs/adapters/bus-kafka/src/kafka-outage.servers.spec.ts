import { silentLogger, systemClock, type MessageBus } from '@sluice/ports';
import { memoryCoordinator } from '@sluice/ports-testing';
import { startServers, type ServerControl, type ServerSet } from '@sluice/servers';
import type { TopicSpec } from '@sluice/schemas';
import { createKafkaBus } from './kafka-bus';
import { suiteOnServers, whyNoOwnKafka } from './test-servers.fixture';

const OUTAGE_MS = 20_000;
const BACK_MS = 30_000;
const CLOSE_MS = 10_000;
const CASE_MS = 120_000;
const HANG_MS = 9_000;
const SESSION_MS = 6_000;

const own: { set?: ServerSet; buses: MessageBus[] } = { buses: [] };
const coordinator = memoryCoordinator();
const fatal: Error[] = [];

const kafka = (): ServerControl => {
  if (own.set?.kafka === undefined) throw new Error('a set of its own has controls');
  return own.set.kafka;
};

async function openBus(): Promise<MessageBus> {
  const bus = await createKafkaBus({
    brokers: (own.set?.kafkaBrokers ?? '').split(','),
    clientId: 'outage',
    coordinator,
    clock: systemClock,
    logger: silentLogger,
    timings: { sessionMs: SESSION_MS },
    onFatal: (error) => fatal.push(error),
  });
  own.buses.push(bus);
  return bus;
}

async function until(fact: () => boolean, ms: number): Promise<void> {
  const end = Date.now() + ms;
  while (!fact()) {
    if (Date.now() > end) throw new Error(`not true within ${String(ms)} ms`);
    await systemClock.delay(20);
  }
}

/** Publishes a number every 20 ms; notes which were acknowledged and which a group of two members received. */
async function startTraffic(name: string): Promise<{
  readonly acknowledged: Set<string>;
  readonly received: Set<string>;
  readonly members: MessageBus[];
  stop(): Promise<void>;
}> {
  const spec: TopicSpec = { name, partitions: 4, maxMessageBytes: 2 * 1024 * 1024 };
  const members = [await openBus(), await openBus()];
  const publisher = await openBus();
  for (const bus of [...members, publisher]) await bus.ensureTopics([spec]);
  const [acknowledged, received, open] = [new Set<string>(), new Set<string>(), new Set<Promise<void>>()];
  const stopping = new AbortController();
  const handler = (batch: { messages: readonly { value: Buffer | null }[] }): Promise<void> => {
    for (const { value } of batch.messages) received.add(value?.toString() ?? '');
    return Promise.resolve();
  };
  for (const bus of members) await bus.subscribe({ topic: name, group: 'outage', handler });
  const send = (text: string): Promise<void> =>
    publisher.publish(name, [{ key: text, value: text, headers: {} }]).then(
      () => void acknowledged.add(text),
      () => undefined,
    );
  const run = async (): Promise<void> => {
    for (let n = 0; !stopping.signal.aborted; n += 1) {
      const sending = send(String(n)).finally(() => open.delete(sending));
      open.add(sending);
      await systemClock.delay(20, stopping.signal);
    }
    await Promise.all(open);
  };
  const running = run();
  const stop = (): Promise<void> => {
    stopping.abort();
    return running;
  };
  return { acknowledged, received, members, stop };
}

async function survives(topic: string, down: () => Promise<void>, up: () => Promise<void>): Promise<void> {
  const traffic = await startTraffic(topic);
  await until(() => traffic.received.size > 20, BACK_MS);
  await down();
  await systemClock.delay(OUTAGE_MS);
  await up();
  const before = traffic.received.size;
  await until(() => traffic.received.size > before + 20, BACK_MS);
  await traffic.stop();
  await until(() => [...traffic.acknowledged].every((text) => traffic.received.has(text)), BACK_MS);
  expect(fatal).toEqual([]);
}

suiteOnServers('bus-kafka through outages', whyNoOwnKafka, () => {
  beforeAll(async () => {
    own.set = await startServers();
  }, CASE_MS);
  afterEach(async () => {
    await Promise.all(own.buses.splice(0).map((bus) => bus.close()));
  }, CASE_MS);
  afterAll(() => own.set?.stop(), CASE_MS);

  // First: what close() leaves behind unanswered ends while the others run.
  test(
    'close ends within 10 s while the broker is stopped',
    async () => {
      const traffic = await startTraffic('outage.close');
      await until(() => traffic.received.size > 0, BACK_MS);
      await kafka().pause();
      const stopped = traffic.stop();
      const begun = Date.now();
      await Promise.all(own.buses.map((bus) => bus.close()));
      expect(Date.now() - begun).toBeLessThan(CLOSE_MS);
      await stopped;
      await kafka().resume();
    },
    CASE_MS,
  );

  test(
    'a broker stopped for 20 s: everything acknowledged arrives, consumers are back within 30 s',
    () =>
      survives(
        'outage.stopped',
        () => kafka().pause(),
        () => kafka().resume(),
      ),
    CASE_MS,
  );

  test(
    'a broker killed and started again after 20 s: everything acknowledged arrives, consumers are back within 30 s',
    () =>
      survives(
        'outage.killed',
        () => kafka().kill(),
        () => kafka().start(),
      ),
    CASE_MS,
  );

  test(
    'a handler that hangs longer than the session keeps its partition and commits',
    async () => {
      const spec: TopicSpec = { name: 'outage.hangs', partitions: 1, maxMessageBytes: 2 * 1024 * 1024 };
      const [bus, idle] = [await openBus(), await openBus()];
      await bus.ensureTopics([spec]);
      await idle.ensureTopics([spec]);
      await bus.publish(spec.name, [{ key: 'key', value: 'once', headers: {} }]);
      const calls: string[] = [];
      const hang = async (): Promise<void> => {
        calls.push('hang');
        await systemClock.delay(HANG_MS);
      };
      await bus.subscribe({ topic: spec.name, group: 'hangs', handler: hang });
      await until(() => calls.length > 0, BACK_MS);
      const end = Date.now() + BACK_MS;
      while ((await bus.committedOffsets(spec.name, 'hangs')).offsets[0] !== 1 && Date.now() < end) {
        await systemClock.delay(100);
      }
      expect((await idle.committedOffsets(spec.name, 'hangs')).offsets).toEqual([1]);
      expect(calls).toEqual(['hang']);
    },
    CASE_MS,
  );
});
