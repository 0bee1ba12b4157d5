import type { OutgoingMessage } from '@sluice/ports';
import type { BusCase, BusCaseContext } from './message-bus-harness';
import { keyOf } from './message-bus-keys';
import { createRecorder, message, record, total } from './message-bus-recorder';

const KB = 1000;
const MIB = 1024 * 1024;
const PARTITIONS = 4;

const many = (count: number, bytes: number, key: (n: number) => string): OutgoingMessage[] =>
  Array.from({ length: count }, (_, n) => message(key(n), `${String(n)}:`.padEnd(bytes, 'x')));

async function arrives(
  { log, topic, until }: BusCaseContext,
  messages: readonly OutgoingMessage[],
): Promise<void> {
  const spec = topic(PARTITIONS);
  const bus = await log.bus();
  await bus.ensureTopics([spec]);
  await bus.publish(spec.name, messages);
  const recorder = createRecorder();
  await record(bus, { topic: spec.name, group: 'sizes' }, recorder);
  await until('everything delivered', () => recorder.deliveries().length >= messages.length);
  expect(recorder.texts().sort()).toEqual(messages.map(({ value }) => value).sort());
}

async function refusesTooLarge({ log, topic }: BusCaseContext): Promise<void> {
  const spec = topic(PARTITIONS, MIB);
  const bus = await log.bus();
  await bus.ensureTopics([spec]);
  const giant = message('giant', 'x'.repeat(MIB + 1));
  const call = bus.publish(spec.name, [...many(20, KB, String), giant, ...many(20, KB, String)]);
  await expect(call).rejects.toMatchObject({ code: 'too_large', retriable: false });
  expect(total((await bus.endOffsets(spec.name)).offsets)).toBe(0);
  await bus.publish(spec.name, many(1, KB, String));
  expect(total((await bus.endOffsets(spec.name)).offsets)).toBe(1);
}

async function refusesPastDeadline({ log, topic }: BusCaseContext): Promise<void> {
  const spec = topic(1);
  const bus = await log.bus();
  await bus.ensureTopics([spec]);
  const late = bus.publish(spec.name, [message('a', 'late')], { startBefore: Date.now() - 1 });
  await expect(late).rejects.toMatchObject({ code: 'deadline', retriable: true });
  expect((await bus.endOffsets(spec.name)).offsets).toEqual([0]);
}

async function publishesNothing({ log, topic }: BusCaseContext): Promise<void> {
  const spec = topic(1);
  const bus = await log.bus();
  await bus.ensureTopics([spec]);
  await bus.publish(spec.name, []);
  expect(await bus.endOffsets(spec.name)).toEqual({ epoch: 1, offsets: [0] });
}

async function refusesAfterClose({ log, topic }: BusCaseContext): Promise<void> {
  const spec = topic(1);
  const bus = await log.bus();
  await bus.ensureTopics([spec]);
  const taken = bus.publish(spec.name, [message('a', 'taken')]);
  await bus.close();
  await bus.close();
  await taken;
  await expect(bus.publish(spec.name, [message('a', 'late')])).rejects.toMatchObject({ code: 'closed' });
  const other = await log.bus();
  await other.ensureTopics([spec]);
  expect((await other.endOffsets(spec.name)).offsets).toEqual([1]);
}

/** What publish takes, splits and refuses. */
export const publishCases: readonly BusCase[] = [
  {
    name: 'takes 500 messages of 3 kB on one key',
    run: (c) =>
      arrives(
        c,
        many(500, 3 * KB, () => 'one'),
      ),
  },
  {
    name: 'takes 500 messages of 10 kB over four partitions',
    run: (c) =>
      arrives(
        c,
        many(500, 10 * KB, (n) => keyOf(n % PARTITIONS, PARTITIONS)),
      ),
  },
  {
    name: 'takes 2 messages of 600 kB on one key',
    run: (c) =>
      arrives(
        c,
        many(2, 600 * KB, () => 'one'),
      ),
  },
  {
    name: 'takes a message just below the limit',
    run: (c) =>
      arrives(
        c,
        many(2, 2 * MIB - KB, () => 'one'),
      ),
  },
  { name: 'refuses a message above the limit and sends nothing of its call', run: refusesTooLarge },
  { name: 'rejects with deadline when startBefore has passed', run: refusesPastDeadline },
  { name: 'publishes an empty list without effect', run: publishesNothing },
  { name: 'close sends what was taken and refuses what comes later', run: refusesAfterClose },
];
